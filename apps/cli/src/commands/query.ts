import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { AirdockError, type QueryResult } from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { loadCache } from "../load-cache.ts";
import { createRowWriter } from "../row-writer.ts";

/** The flags of `airdock query`. */
export interface QueryFlags {
  readonly from: string;
  readonly format: string;
  readonly output?: string;
  readonly write?: boolean;
}

/** `airdock query`: SQL in the database's own words, the result on stdout or in a file. */
export const query: Command<QueryFlags> = async (input) => {
  const { options, terminal } = input;
  if (options.output === undefined) {
    await writeResult(input, await runQuery(input), (text) => terminal.out(text));
    return 0;
  }
  const result = await runQuery(input);
  const file = createWriteStream(resolve(terminal.cwd, options.output));
  await writeResult(
    input,
    result,
    (text) => new Promise((done, fail) => file.write(text, (error) => (error ? fail(error) : done()))),
  );
  await new Promise<void>((done, fail) => file.on("error", fail).end(done));
  terminal.err(`${result.rows.length} rows in ${options.output}`);
  return 0;
};

async function runQuery({ args, options, terminal, signal }: CommandInput<QueryFlags>): Promise<QueryResult> {
  await using cache = await loadCache(options.from, terminal);
  if (cache.query === undefined)
    throw new AirdockError(`${cache.name} does not take SQL`, { code: "USAGE", hint: "use `airdock tables`" });
  await cache.open({ access: options.write === true ? "write" : "read", signal });
  return cache.query(args[0] ?? "", { signal, write: options.write ?? false });
}

async function writeResult(
  { options }: CommandInput<QueryFlags>,
  { columns, rows }: QueryResult,
  sink: (text: string) => Promise<void>,
): Promise<void> {
  const names = distinguish(columns.map(({ name }) => name));
  const writer = createRowWriter(options.format, ["table", "csv", "json", "ndjson"], sink, names);
  for (const row of rows) await writer.write(Object.fromEntries(names.map((name, index) => [name, row[index]])));
  await writer.end();
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
