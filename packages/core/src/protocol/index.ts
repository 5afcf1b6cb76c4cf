export { isRawNumber, parseExact, printExact } from "./exact-json.ts";
export type { JsonObject, JsonValue, RawNumber } from "./json.ts";
export { Redactor } from "../redact/redactor.ts";
export { RecordMark } from "./message.ts";
