import { nearestName } from "../../error/nearest-name.ts";
import { SourceError } from "../../error/source-error.ts";
import { sourceName } from "../connector-name.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";

/** The entry of a name: `github`, `source-github` or the title `GitHub`. Throws SOURCE_UNKNOWN with what is near. */
export function findEntry(entries: readonly CatalogueEntry[], name: string): CatalogueEntry {
  const wanted = sourceName(name);
  const entry =
    entries.find((each) => each.name.toLowerCase() === wanted) ??
    entries.find((each) => each.title.toLowerCase() === name.toLowerCase());
  if (entry !== undefined) return entry;
  const typed = shortName(name);
  throw new SourceError(`There is no source "${typed}" in the connector catalogue.`, {
    code: "SOURCE_UNKNOWN",
    hint: `${suggest(entries, wanted)} A program is written as a path, ./${typed}; a package as pypi:… or npm:….`,
    data: { name },
  });
}

/** Entries whose name or title contains every word of a text; the nearer ones first. */
export function searchEntries(entries: readonly CatalogueEntry[], text: string): CatalogueEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ name, title }) =>
    words.every((word) => `${name} ${title}`.toLowerCase().includes(word)),
  );
  const [first = ""] = words;
  return found.toSorted((one, other) => rank(one, first) - rank(other, first));
}

function rank({ name }: CatalogueEntry, word: string): number {
  const short = shortName(name);
  return short === word || name === word ? 0 : short.startsWith(word) ? 1 : 2;
}

function suggest(entries: readonly CatalogueEntry[], wanted: string): string {
  const short = shortName(wanted);
  const nearest = nearestName(
    short,
    // Somebody may have mistyped `source-` itself.
    entries.flatMap(({ name }) => [shortName(name), name]),
  );
  const containing = searchEntries(entries, short).map(({ name }) => shortName(name));
  const names = [...new Set([...(nearest === undefined ? [] : [shortName(nearest)]), ...containing])].slice(0, 3);
  return names.length === 0 ? "`airdock sources` lists all." : `Did you mean ${names.join(" or ")}?`;
}

function shortName(name: string): string {
  return name.replace(/^source-/, "");
}
