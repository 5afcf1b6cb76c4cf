import { kebabCase } from "./kebab-case.ts";

/**
 * True when a file's name is that of an export, or made of its words: `catalog.ts` may export `AirbyteCatalog`, `guarded-cache.ts`
 * may export `guardCache`. Each word must occur in one of the exports, apart from its ending; several exports share the name.
 */
export function isNamedFor(name: string, exports: readonly string[]): boolean {
  const words = exports.flatMap((exported) => kebabCase(exported).split("-"));
  return name
    .split("-")
    .every((part) =>
      words.some((word) => word.startsWith(stem(part)) || (word.length > 3 && part.startsWith(stem(word)))),
    );
}

/** A word without the endings that tell a noun from its plural or its verb. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(ed|es|s|e)$/, "") : word;
}
