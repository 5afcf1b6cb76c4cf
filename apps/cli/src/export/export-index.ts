import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ErrorReport } from "@airdock/core";
import type { PlannedFile } from "./plan-export-files.ts";

/** The file in a folder of exports that says which file is which table. */
export const exportIndexName = "airdock-export.json";

/** What the index says of a table. */
export interface ExportEntry extends PlannedFile {
  /** Its files, by their formats. */
  readonly files: Readonly<Record<string, { readonly file: string; readonly rows: number }>>;
}

/** What became of a table. */
export interface ExportOutcome extends PlannedFile {
  readonly format: string;
  readonly rows?: number;
  readonly error?: ErrorReport;
}

/** The entries of an index; none where there is no index, or one that cannot be read. */
export async function readExportIndex(folder: string): Promise<readonly ExportEntry[]> {
  try {
    const index: unknown = JSON.parse(await readFile(join(folder, exportIndexName), "utf8"));
    const tables = isObject(index) && Array.isArray(index["tables"]) ? index["tables"] : [];
    return tables.filter(isEntry);
  } catch {
    return [];
  }
}

/** Writes the index whole: what it said before, with what was written now. */
export async function writeExportIndex(
  folder: string,
  before: readonly ExportEntry[],
  written: readonly ExportOutcome[],
): Promise<void> {
  const entries = new Map(before.map((entry) => [entry.name, entry]));
  for (const { connection, stream, name, format, rows } of written) {
    if (rows === undefined) continue;
    const files = { ...entries.get(name)?.files, [format]: { file: `${name}.${format}`, rows } };
    entries.set(name, { connection, stream, name, files });
  }
  const beside = join(folder, `.${exportIndexName}.${process.pid}`);
  await writeFile(beside, `${JSON.stringify({ tables: [...entries.values()] }, null, 2)}\n`);
  await rename(beside, join(folder, exportIndexName));
}

function isEntry(value: unknown): value is ExportEntry {
  if (!isObject(value)) return false;
  const { connection, stream, name, files } = value;
  return (
    typeof connection === "string" &&
    typeof name === "string" &&
    isObject(files) &&
    isObject(stream) &&
    typeof stream["name"] === "string"
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
