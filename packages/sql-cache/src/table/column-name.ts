import { ownColumns } from "./meta-column.ts";
import { normalizeName } from "./normalize-name.ts";
import { foldName, type NameLimits, uniqueName } from "./unique-name.ts";

/**
 * Names for the columns of new properties: the first in order keeps the plain name, one that is taken gets a hash of the
 * property. `taken` are the names the table has already; the answer must be stored, so that a name never changes.
 */
export function columnNames(
  fields: Iterable<string>,
  taken: Iterable<string>,
  limits: NameLimits,
): ReadonlyMap<string, string> {
  const used = new Set([...taken, ...ownColumns, ...namesOfObjects, ...(limits.reservedColumns ?? [])].map(foldName));
  const names = new Map<string, string>();
  for (const field of fields) {
    const wish = { plain: normalizeName(field), original: field };
    const name = uniqueName(wish, limits, (folded) => used.has(folded));
    used.add(foldName(name));
    names.set(field, name);
  }
  return names;
}

/** Names that no JavaScript object can have as a plain member: rows are such objects. */
const namesOfObjects = ["__proto__"];
