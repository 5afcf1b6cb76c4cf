import { fileURLToPath } from "node:url";

/** The absolute path of the executable: an Airbyte source with the commands spec, check, discover and read. */
export const sourceShopPath: string = fileURLToPath(new URL("../bin/source-shop.js", import.meta.url));
