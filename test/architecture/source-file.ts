import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { type ExportedName, listExports } from "./exported-name.ts";
import { type ImportStatement, listImports } from "./import-statement.ts";
import { firstSentence } from "./first-sentence.ts";
import { repositoryRoot } from "./repository-root.ts";

/** A TypeScript or JavaScript file, read as far as these tests look into it. */
export interface SourceFile {
  /** From the repository's root. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ImportStatement[];
  readonly exports: readonly ExportedName[];
  /** The first sentence of the file's first doc comment. */
  readonly sentence: string | undefined;
}

/** Reads and parses a file; throws when it is no valid module. The answer is kept, since many tests ask for the same files. */
export function readSourceFile(path: string): SourceFile {
  const known = read.get(path);
  if (known) return known;
  const text = readFileSync(join(repositoryRoot, path), "utf8");
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const comment = parsed.comments.find(({ type, value }) => type === "Block" && value.startsWith("*"));
  const file: SourceFile = {
    path,
    lines: text.split("\n").length - 1,
    imports: listImports(parsed, text),
    exports: listExports(parsed, text),
    sentence: comment && firstSentence(comment.value),
  };
  read.set(path, file);
  return file;
}

const read = new Map<string, SourceFile>();
