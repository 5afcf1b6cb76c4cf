import { createHash } from "node:crypto";

/** How long names may be, and which ones the database keeps for itself. */
export interface NameLimits {
  /** Longest name in UTF-8 bytes; 0 means unbounded. */
  readonly identifierBytes: number;
  /** Column names that cannot be used, in any case, such as Postgres' `xmin`. Default none. */
  readonly reservedColumns?: readonly string[];
}

/** A name to be given: `plain` as it would be best, `original` as the source says it. */
export interface NameWish {
  readonly plain: string;
  readonly original: string;
}

/**
 * The plain name where it is short enough and free; else cut on a character border, with `_` and eight hex digits of a hash
 * of the original name. `isTaken` is asked with names in lower case, since databases do not agree on case.
 */
export function uniqueName(wish: NameWish, limits: NameLimits, isTaken: (name: string) => boolean): string {
  const cut = cutName(wish.plain, limits.identifierBytes);
  if (cut === wish.plain && !isTaken(foldName(cut))) return cut;
  for (let attempt = 0; ; attempt += 1) {
    const suffix = `_${hashOf(attempt === 0 ? wish.original : `${wish.original}\0${attempt}`)}`;
    const room = limits.identifierBytes === 0 ? 0 : limits.identifierBytes - suffix.length;
    const name = cutName(wish.plain, room) + suffix;
    if (!isTaken(foldName(name))) return name;
  }
}

/** The form in which names are compared. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

function cutName(name: string, bytes: number): string {
  if (bytes === 0 || Buffer.byteLength(name) <= bytes) return name;
  let [length, cut] = [0, ""];
  for (const character of name) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
