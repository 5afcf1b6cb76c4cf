import { createHash } from "node:crypto";

/**
 * A name for a table or column: letters, digits and `_`, not beginning with a digit. One that is taken (judged without
 * case) gets a hash of the original.
 */
export function memoryName(original: string, taken: Iterable<string>): string {
  const plain = original
    .normalize("NFC")
    .replaceAll(/\s+/gu, "_")
    .replaceAll(/[^\p{L}\p{Nd}_]/gu, "_")
    .replace(/^(?=\p{Nd}|$)/u, "_");
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  if (!used.has(plain.toLowerCase())) return plain;
  return `${plain}_${createHash("sha256").update(original).digest("hex").slice(0, 8)}`;
}
