export { awkwardJson, listedJson } from "./awkward-json.ts";
