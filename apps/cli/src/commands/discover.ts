import type { AirbyteStream } from "@airdock/core";
import type { Command } from "../command.ts";
import { openSource, type SourceFlags } from "../open-source.ts";
import { renderTable } from "../render-table.ts";

/** `airdock discover`: the streams of a source with their modes, keys and cursors; `--json` is the whole catalog. */
export const discover: Command<SourceFlags> = async ({ args, options, terminal, signal }) => {
  const source = await openSource(args[0] ?? "", options, terminal, signal);
  const catalog = await source.discover({ signal });
  if (options.json === true) await terminal.json(`${JSON.stringify(catalog)}\n`);
  else if (catalog.streams.length === 0) await terminal.out("no streams\n");
  else await terminal.out(`${renderTable(COLUMNS, catalog.streams.map(describe), terminal.outColumns)}\n`);
  return 0;
};

const COLUMNS = [
  { title: "stream" },
  { title: "sync modes", wraps: true },
  { title: "primary key", wraps: true },
  { title: "cursor" },
  { title: "fields", align: "right" },
] as const;

function describe(stream: AirbyteStream): string[] {
  const { properties } = stream.json_schema;
  return [
    stream.namespace == null ? stream.name : `${stream.namespace}.${stream.name}`,
    (stream.supported_sync_modes ?? ["full_refresh"]).join(", "),
    (stream.source_defined_primary_key ?? []).map((path) => path.join(".")).join(", "),
    stream.default_cursor_field?.join(".") ?? (stream.source_defined_cursor === true ? "the source's own" : ""),
    typeof properties === "object" && properties !== null ? String(Object.keys(properties).length) : "",
  ];
}
