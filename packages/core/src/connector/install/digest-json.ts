import { createHash } from "node:crypto";
import type { JsonValue } from "../../protocol/json.ts";

/** `sha256:…` of a value as JSON text, its keys in the order they have. */
export function digestJson(value: JsonValue): string {
  return digestText(JSON.stringify(value));
}

/** `sha256:…` of a text or bytes. */
export function digestText(text: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
