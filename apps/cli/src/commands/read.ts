import { AirdockError } from "@airdock/core";
import type { Command } from "../command.ts";
import { openSource, type SourceFlags } from "../open-source.ts";
import { createRowWriter } from "../row-writer.ts";

/** The flags of `airdock read`. */
export interface ReadFlags extends SourceFlags {
  readonly limit?: string;
  readonly namespace?: string;
  readonly format: string;
}

/** `airdock read`: the records of one stream on stdout, as they come, without a cache. */
export const read: Command<ReadFlags> = async ({ args, options, terminal, signal }) => {
  const [reference = "", stream = ""] = args;
  const limit = readLimit(options.limit);
  const writer = createRowWriter(options.format, ["ndjson", "csv", "table"], (text) => terminal.out(text));
  const source = await openSource(reference, options, terminal, signal);
  for await (const record of source.read(stream, { signal, limit, namespace: options.namespace }))
    await writer.write(record);
  await writer.end();
  return 0;
};

/** Reads a `--limit`; rejects with USAGE. */
export function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new AirdockError(`--limit ${text} is not a count`, {
    code: "USAGE",
    hint: "write a whole number, such as --limit 10",
  });
}
