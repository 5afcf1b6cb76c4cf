import { isRawNumber } from "@airdock/core";
import { JsonText } from "./json-text.ts";

/** A value as text for a cell: JSON for nested values, digits for numbers; null stays null. */
export function renderValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : renderJson(value);
}

/** A value as JSON text: numbers that no double holds keep their digits, and JSON text its spelling. */
export function renderJson(value: unknown): string {
  if (value instanceof JsonText) return value.text;
  if (typeof value === "bigint") return String(value);
  // JSON has no words for them, and null would be another value.
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  if (typeof value !== "object" || value === null || isRawNumber(value)) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(renderJson).join(",")}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${renderJson(member)}`).join(",")}}`;
}
