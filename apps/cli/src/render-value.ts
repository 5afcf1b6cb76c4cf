import { parseExact } from "@airdock/core";

/** A value as text for a cell: JSON for nested values, digits for numbers; null stays null. */
export function renderValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : renderJson(value);
}

/** A value as JSON text; integers beyond a double keep their digits. */
export function renderJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? parseExact(String(part)) : part));
}
