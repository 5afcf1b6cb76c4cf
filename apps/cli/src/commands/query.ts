import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { AirdockError, type QueryResult } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { countThings } from "../render-count.ts";
import { checkFormat, createRowWriter } from "../row-writer.ts";
import { bufferText } from "../text-buffer.ts";

/** The flags of `airdock query`. */
export interface QueryFlags extends LookFlags {
  readonly format: string;
  readonly output?: string;
  readonly write?: boolean;
}

const FORMATS = ["table", "csv", "json", "ndjson"];

/** `airdock query`: SQL in the database's own words, the result on stdout or in a file. */
export const query: Command<QueryFlags> = async (input) => {
  const { options, terminal } = input;
  checkFormat(options.format, FORMATS);
  const result = await runQuery(input);
  if (options.output === undefined) {
    await writeResult(result, options.format, (text) => terminal.out(text), terminal.outColumns);
    return 0;
  }
  try {
    await using file = await open(resolve(terminal.cwd, options.output), "w");
    await writeResult(result, options.format, (text) => file.appendFile(text));
  } catch (cause) {
    throw new AirdockError(`The file ${options.output} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check the path after --output.",
    });
  }
  terminal.err(`${countThings(result.rows.length, "row")} in ${options.output}`);
  return 0;
};

async function runQuery({ args, options, terminal, signal }: CommandInput<QueryFlags>): Promise<QueryResult> {
  const [sql = ""] = args;
  if (sql.trim() === "")
    throw new AirdockError("There is no SQL to run.", { code: "USAGE", hint: 'airdock query "select 1"' });
  const access = options.write === true ? "write" : "read";
  await using cache = await openCache(options, terminal, { access, signal });
  if (cache.query === undefined)
    throw new AirdockError(`${cache.name} does not take SQL.`, { code: "USAGE", hint: "Use `airdock tables`." });
  return cache.query(sql, { signal, write: options.write ?? false });
}

async function writeResult(
  { columns, rows }: QueryResult,
  format: string,
  sink: (text: string) => Promise<void>,
  width?: number,
): Promise<void> {
  const names = distinguish(columns.map(({ name }) => name));
  const buffer = bufferText(sink);
  const writer = createRowWriter(format, buffer.write, { columns: names, width });
  for (const row of rows) await writer.write(Object.fromEntries(names.map((name, index) => [name, row[index]])));
  await writer.end();
  await buffer.flush();
}

/** Gives columns of the same name a number, so that none hides another. */
function distinguish(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}
