import type { JsonValue } from "@airdock/core";
import { exactJson } from "./convert-string.ts";

/** The text in which a nulled value is kept for the user: strings as they are, everything else as JSON. */
export function originalText(value: JsonValue): string {
  return typeof value === "string" ? value.toWellFormed() : exactJson(value);
}
