import { isRawNumber } from "../protocol/exact-json.ts";
import type { JsonValue } from "../protocol/json.ts";

/** One text for all spellings of a JSON value: members in the order of their names, numbers by their value. */
export function jsonKeyText(value: JsonValue): string {
  if (isRawNumber(value)) return numberText(value.rawJSON);
  if (typeof value === "number") return numberText(String(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => jsonKeyText(item as JsonValue)).join(",")}]`;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonKeyText(member as JsonValue)}`).join(",")}}`;
}

/** The digits without noughts at their ends, and where the point stands: `1.50` and `15e-1` are `15e-1`. */
function numberText(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return "0";
  return `${sign}${kept}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length)}`;
}
