export { awkwardColumns, awkwardRecord } from "./awkward-fields.ts";
export { awkwardJson, listedJson } from "./awkward-json.ts";
