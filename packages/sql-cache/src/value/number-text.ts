import { isRawNumber, type JsonValue } from "@airdock/core/protocol";

/** The text of what counts as a number: a JSON number, or a string that may spell one. Undefined for everything else. */
export function numberText(value: JsonValue): string | undefined {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value;
  return isRawNumber(value) ? value.rawJSON : undefined;
}
