import { withoutSpace } from "./decoded-text.ts";
import { findSecretsIn, type TextRange } from "./find-secrets-in.ts";
import { createNeedle, type SecretNeedle } from "./secret-needle.ts";

/** A text is searched in windows of so many characters, which overlap, so that its length costs no memory. */
const window = 1 << 20;
const overlap = 1 << 16;

/**
 * Replaces secrets in texts by `****`, by value and in any spelling: as they are; as JSON, JavaScript, Python, URLs, forms and HTML escape them, also one in the
 * other; in base64 and base64url, with anything before and after them; in hexadecimal; and parted by a line end. More can be added at any time, such
 * as a token the connector got for itself. Secrets of fewer than 4 characters are replaced where they stand alone, those of fewer than 8 not in base64 and
 * hexadecimal.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #needles: readonly SecretNeedle[] = [];

  /** Adds secrets; blank ones are none. */
  add(secrets: Iterable<string>): void {
    for (const secret of secrets) {
      const needle = this.#secrets.has(secret) ? undefined : createNeedle(secret);
      if (needle === undefined) continue;
      this.#secrets.add(secret);
      this.#needles = [...this.#needles, needle];
    }
  }

  /** The text without secrets. */
  redact(text: string): string {
    if (this.#needles.length === 0 || text === "") return text;
    const ranges: TextRange[] = [];
    for (let from = 0; from === 0 || from < text.length - overlap; from += window - overlap) {
      const found = findSecretsIn(text.slice(from, from + window), this.#needles);
      ranges.push(...found.map(([start, end]): TextRange => [from + start, from + end]));
    }
    return replaceRanges(text, ranges);
  }

  /** True when the end of a text may be the beginning of a secret that what comes next completes. */
  mayGoOn(text: string): boolean {
    const joined = withoutSpace(text);
    return this.#needles.some(({ raw, decoded, base64, hex }) =>
      [withoutSpace(raw), ...decoded, ...base64, hex].some((form) => endsWithStart(joined, form)),
    );
  }
}

/** The least of a secret that counts as its beginning, in characters. */
const shortestStart = 3;

function endsWithStart(text: string, form: string): boolean {
  for (let length = Math.min(form.length - 1, text.length); length >= shortestStart; length -= 1)
    if (text.endsWith(form.slice(0, length))) return true;
  return false;
}

function replaceRanges(text: string, ranges: readonly TextRange[]): string {
  if (ranges.length === 0) return text;
  const sorted = ranges.toSorted(([one, oneEnd], [other, otherEnd]) => one - other || otherEnd - oneEnd);
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of sorted) {
    // Of two that overlap, one takes the other in.
    if (start >= done) parts.push(text.slice(done, start), "****");
    done = Math.max(done, end);
  }
  return [...parts, text.slice(done)].join("");
}
