import { posix } from "node:path";
import type { ExportedName } from "./exported-name.ts";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

/** What users can import: `@airdock/core`, `@airdock/core/testing`, … */
export interface PublicEntry {
  readonly specifier: string;
  readonly names: readonly PublicName[];
}

/** An exported name, followed to where it is declared; `external` when another package declares it. */
export interface PublicName {
  readonly name: string;
  readonly kind: ExportedName["kind"] | "external";
  readonly path: string;
  readonly sentence: string | undefined;
}

/** The entries of every published package whose sources are there. */
export function listPublicEntries(): PublicEntry[] {
  return listPackages().flatMap(({ name, folder, isPublic, entries, sources }) =>
    entries.flatMap((entry) => {
      const path = posix.join(folder, "src", entry, "index.ts");
      if (!isPublic || !sources.includes(path)) return [];
      const names = readSourceFile(path).exports.map((exported) => followExport(path, exported));
      return [{ specifier: posix.join(name, entry), names: names.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }];
    }),
  );
}

function followExport(path: string, { name, kind, sentence, from }: ExportedName): PublicName {
  if (from === undefined) return { name, kind, path, sentence };
  if (!from.specifier.startsWith(".")) return { name, kind: "external", path, sentence };
  const source = posix.join(posix.dirname(path), from.specifier);
  const origin = readSourceFile(source).exports.find((exported) => exported.name === from.name);
  if (!origin) throw new Error(`${path} exports ${from.name} of ${source}, which has no such export.`);
  return { ...followExport(source, origin), name };
}
