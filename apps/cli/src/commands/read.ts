import type { Source } from "@airdock/core";
import type { Command } from "../command.ts";
import { openSource, type SourceFlags } from "../open-source.ts";
import { readLimit } from "../read-limit.ts";
import { checkFormat, createRowWriter } from "../row-writer.ts";
import { dataSink } from "../terminal/data-sink.ts";

/** The flags of `airdock read`. */
export interface ReadFlags extends SourceFlags {
  readonly limit?: string;
  readonly namespace?: string;
  readonly format: string;
}

/** `airdock read`: the records of one stream on stdout, as they come, without a cache. */
export const read: Command<ReadFlags> = async ({ args, options, terminal, signal }) => {
  const [reference = "", stream = ""] = args;
  checkFormat(options.format, ["ndjson", "csv", "table"]);
  const limit = readLimit(options.limit);
  const source = await openSource(reference, options, terminal, signal);
  const call = { signal, namespace: options.namespace };
  // The first record need not have every field, and a line of CSV that is out cannot get one more.
  let columns = options.format === "csv" ? await declaredFields(source, stream, call) : undefined;
  const width = terminal.outColumns;
  const writer = createRowWriter(options.format, dataSink(options.format, terminal), { columns, width });
  const leftOut = new Set<string>();
  for await (const record of source.read(stream, { ...call, limit })) {
    if (options.format === "csv") {
      columns ??= Object.keys(record);
      for (const field of Object.keys(record)) if (!columns.includes(field)) leftOut.add(field);
    }
    await writer.write(record);
  }
  await writer.end();
  if (leftOut.size > 0)
    terminal.err(
      `${terminal.style("yellow", "!")} The CSV has no column for ${[...leftOut].join(", ")}, which the stream's schema does not declare.`,
    );
  return 0;
};

async function declaredFields(
  source: Source,
  stream: string,
  { namespace, ...call }: { readonly signal: AbortSignal; readonly namespace: string | undefined },
): Promise<string[] | undefined> {
  const { streams } = await source.discover(call);
  const found = streams.find((each) => each.name === stream && (each.namespace ?? undefined) === namespace);
  const properties = found?.json_schema.properties;
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : undefined;
}
