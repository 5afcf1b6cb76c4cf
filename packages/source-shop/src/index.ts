export { sourceShopPath } from "./source-shop-path.ts";
