import type { JsonValue } from "@airdock/core";
import { type ConvertedValue, notOfType } from "./converted-value.ts";

/** JSON's true and false, and the strings "true" and "false"; no numbers, no "yes". */
export function convertBoolean(value: JsonValue): ConvertedValue {
  if (typeof value === "boolean") return { value };
  if (value === "true" || value === "false") return { value: value === "true" };
  return notOfType;
}
