import { parseExact } from "@airdock/core";
import {
  type AirbyteType,
  changeReason,
  type ConvertedValue,
  convertValue,
  createColumnConverter,
  isSameNumber,
  type ValueChange,
} from "@airdock/sql-cache";
import { duckdbValueRules } from "../duckdb-value-rules.ts";
import { cellText } from "./cell-text.ts";

/**
 * What SQL is told of a cell it cannot judge itself: one letter, then the text of the value it is to store. `=`: kept exactly; `0`: NULL, see `judgeKey`;
 * the others are the keys of `declaredChanges`.
 */
export type Verdict = string;

/** What a verdict's letter has to declare. */
export const declaredChanges: Readonly<Record<string, ValueChange>> = {
  t: { change: "TRUNCATED", reason: changeReason.type },
  s: { change: "TRUNCATED", reason: changeReason.size },
  T: { change: "NULLED", reason: changeReason.type },
  S: { change: "NULLED", reason: changeReason.size },
};

/**
 * Judges a scalar that came as text (a number and a string that spells it are the same here) by the reference conversion. For a column
 * of text it is the JSON text of a value that is no string.
 */
export function judgeText(type: AirbyteType, text: string): Verdict {
  const { value, change } = convertValue(type, type === "string" ? parseExact(text) : text, duckdbValueRules);
  return letterOf(change) + (cellText(type, value) ?? "");
}

/** Judges a value by its JSON text, for a text column that keeps a key (`string of number`); `0`: it keeps nothing. */
export function judgeKey(keyType: string, json: string): Verdict {
  let convert = keyConverters.get(keyType);
  if (convert === undefined)
    keyConverters.set(keyType, (convert = createColumnConverter({ type: keyType }, duckdbValueRules)));
  const { value, change } = convert(parseExact(json));
  return value === null ? "0" : letterOf(change) + String(value);
}

const keyConverters = new Map<string, ReturnType<typeof createColumnConverter>>();

/** Judges what became of a text that DuckDB cast to a type of the user's choice; `kept` is null when it could not. */
export function judgeCast(type: AirbyteType, text: string, kept: string | null): Verdict {
  if (type !== "integer" && type !== "number") return kept === null ? "T" : isCut(text, kept) ? "s" : "=";
  const { value, change } = convertValue("number", text, anyNumber);
  if (value === null) return letterOf(change);
  if (kept === null) return "S";
  return isSameNumber(kept, text) ? "=" : "s";
}

/** A number or a moment that the cast has rounded. */
function isCut(text: string, kept: string): boolean {
  if (text === kept) return false;
  if (isSameNumber(text, text) && isSameNumber(kept, kept)) return !isSameNumber(text, kept);
  const readings = moments.map((type) => [text, kept].map((moment) => convertValue(type, moment, duckdbValueRules)));
  return readings.every(
    ([given, cast]) => given?.value !== null && cast?.value !== null && given?.value !== cast?.value,
  );
}

/** A zone may be minded, or dropped. */
const moments = ["timestamp_with_timezone", "timestamp_without_timezone"] as const;

const anyNumber = {
  ...duckdbValueRules,
  exactNumbers: { beforePoint: Number.POSITIVE_INFINITY, afterPoint: Number.POSITIVE_INFINITY },
};

function letterOf(change: ConvertedValue["change"]): string {
  if (change === undefined) return "=";
  const letter = change.reason === changeReason.size ? "s" : "t";
  return change.change === "NULLED" ? letter.toUpperCase() : letter;
}
