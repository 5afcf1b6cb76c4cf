/**
 * A name as a column or table bears it: composed (NFC), runs of white space and everything that is no letter (of any
 * script), digit or `_` as `_`, a `_` before a leading digit; case is kept. For ASCII this is the rule of Airbyte's Postgres
 * destination. Empty text becomes `_`.
 */
export function normalizeName(name: string): string {
  const normal = normalizeCharacters(name);
  return normal === "" || /^\p{Nd}/u.test(normal) ? `_${normal}` : normal;
}

/** The same for a part of a name, which need not begin like a name. */
export function normalizeCharacters(part: string): string {
  return part
    .normalize("NFC")
    .replace(/\s+/gu, "_")
    .replace(/[^\p{L}\p{Nd}_]/gu, "_");
}
