import { isRawNumber } from "@airdock/core";
import { escapeJson } from "../terminal/escape-text.ts";

/** A value of JSON as TypeScript: a text cannot end its quotes, nor turn what is read. */
export function printLiteral(value: unknown): string {
  return isRawNumber(value) ? value.rawJSON : escapeJson(JSON.stringify(value));
}
