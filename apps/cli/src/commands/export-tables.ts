import { mkdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import {
  AirdockError,
  type Cache,
  ExitStatus,
  isAirdockError,
  type StoredConnection,
  type StoredStream,
  streamLabel,
  suggestName,
} from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { type ExportOutcome, readExportIndex, writeExportIndex } from "../export/export-index.ts";
import { type PlannedFile, planExportFiles } from "../export/plan-export-files.ts";
import { writeExportFile } from "../export/write-export-file.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { countThings } from "../render-count.ts";
import { describeError } from "../report-error.ts";
import { checkFormat } from "../row-writer.ts";

/** The flags of `airdock export`. */
export interface ExportFlags extends LookFlags {
  readonly format: string;
  readonly output: string;
}

/**
 * `airdock export`: tables as files in a folder, a file each, and an index that says which is which. A table that cannot be
 * exported does not keep the others from it.
 */
export const exportTables: Command<ExportFlags> = async (input) => {
  const { args, options, terminal, signal } = input;
  checkFormat(options.format, ["parquet", "csv", "ndjson"]);
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const all = listTables(await cache.connections({ signal }));
  const chosen = chooseTables(all, args);
  const folder = resolve(terminal.cwd, options.output);
  const outcomes: ExportOutcome[] = [];
  try {
    await mkdir(folder, { recursive: true });
    const before = await readExportIndex(folder);
    // All of them have names, so that one has the same name whichever others are exported with it.
    const files = planExportFiles(all, before);
    for (const [index, table] of all.entries()) {
      const file = files[index];
      if (file === undefined || !chosen.includes(table)) continue;
      outcomes.push(await exportOne(cache, { ...file, stored: table.stored }, folder, input));
    }
    await writeExportIndex(folder, before, outcomes);
  } catch (cause) {
    signal.throwIfAborted();
    throw isAirdockError(cause) ? cause : unwritable(options.output, cause);
  }
  if (options.json === true)
    await terminal.json(`${JSON.stringify(outcomes.map((one) => describe(one, folder, input)))}\n`);
  return exitStatus(outcomes);
};

interface StoredTable {
  readonly connection: string;
  readonly stream: StoredStream["stream"];
  readonly stored: StoredStream;
}

function listTables(connections: readonly StoredConnection[]): readonly StoredTable[] {
  return connections.flatMap(({ name, streams }) =>
    streams.map((stored) => ({ connection: name, stream: stored.stream, stored })),
  );
}

/** What the words name: streams (`users`), streams of a connection (`shop.users`), connections (`shop`); no word: all. */
function chooseTables(all: readonly StoredTable[], words: readonly string[]): readonly StoredTable[] {
  if (words.length === 0) return all;
  const labels = ({ connection, stream }: StoredTable): string[] => [
    connection,
    streamLabel(stream),
    `${connection}.${streamLabel(stream)}`,
  ];
  const unknown = words.find((word) => !all.some((table) => labels(table).includes(word)));
  if (unknown === undefined) return all.filter((table) => labels(table).some((label) => words.includes(label)));
  throw new AirdockError(`The cache has no stream or connection ${unknown}.`, {
    code: "NOT_IN_CACHE",
    hint: suggestName(unknown, new Set(all.flatMap((table) => labels(table).slice(1)))),
  });
}

/** Rejects only with the reason of an aborted signal. */
async function exportOne(
  cache: Cache,
  { stored, ...planned }: PlannedFile & { readonly stored: StoredStream },
  folder: string,
  { options: { format, output }, terminal, signal }: CommandInput<ExportFlags>,
): Promise<ExportOutcome> {
  const { connection, stream, name } = planned;
  const file = `${name}.${format}`;
  try {
    const dataset = cache.dataset({ connection, stream });
    const { rows, textColumns } = await writeExportFile(dataset, stored, { folder, file, format, signal });
    terminal.err(`${countThings(rows, "row")} in ${showPath(join(folder, file), terminal)}`);
    if (textColumns.length > 0)
      terminal.err(`  ${textColumns.join(", ")}: as text, since no double holds some of the numbers`);
    return { ...planned, format, rows };
  } catch (cause) {
    signal.throwIfAborted();
    const error = isAirdockError(cause) ? cause : unwritable(output, cause);
    const label = `${connection}.${streamLabel(stream)}`;
    terminal.err(`${terminal.style("red", "✖")} ${label}: ${error.message} [${error.code}]`);
    return { ...planned, format, error: describeError(error) };
  }
}

function describe(
  { connection, stream, name, format, rows, error }: ExportOutcome,
  folder: string,
  { terminal }: CommandInput<ExportFlags>,
): object {
  const table = { connection, stream: stream.name, namespace: stream.namespace };
  return error === undefined
    ? { file: showPath(join(folder, `${name}.${format}`), terminal), rows, ...table }
    : { ...table, error };
}

function exitStatus(outcomes: readonly ExportOutcome[]): number {
  const failed = outcomes.filter(({ error }) => error !== undefined);
  if (failed.length === 0) return ExitStatus.ok;
  return failed.length < outcomes.length ? ExitStatus.partial : ExitStatus.cacheFailed;
}

function showPath(path: string, { cwd }: { readonly cwd: string }): string {
  return relative(cwd, path) || path;
}

function unwritable(output: string, cause: unknown): AirdockError {
  return new AirdockError(`The export into ${output} cannot be written.`, {
    code: "DISK_UNWRITABLE",
    cause,
    hint: "Check the path after --output, and the room on the disk.",
  });
}
