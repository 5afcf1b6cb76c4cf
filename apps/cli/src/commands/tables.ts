import { streamLabel, type StoredConnection, type TableName } from "@airdock/core";
import type { Command } from "../command.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { renderBytes, renderCount } from "../render-count.ts";
import { renderTable } from "../render-table.ts";

/** `airdock tables`: the streams of every connection with their tables, rows and sizes. */
export const tables: Command<LookFlags> = async ({ options, terminal, signal }) => {
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const connections = await cache.connections({ signal });
  if (options.json === true) await terminal.json(`${JSON.stringify(connections.flatMap(describe))}\n`);
  else await terminal.out(`${render(connections, terminal.outColumns)}\n`);
  return 0;
};

function describe({ name, connector, streams }: StoredConnection): object[] {
  return streams.map((stream) => ({
    connection: name,
    connector,
    ...stream.stream,
    table: tableLabel(stream.table),
    mode: stream.mode,
    generation: stream.generation,
    rows: stream.rows,
    ...(stream.bytes === undefined ? {} : { bytes: stream.bytes }),
    columns: stream.columns,
  }));
}

function render(connections: readonly StoredConnection[], width: number | undefined): string {
  const rows = connections.flatMap(({ name, streams }) =>
    streams.map((stream) => [
      name,
      streamLabel(stream.stream),
      tableLabel(stream.table),
      stream.mode,
      renderCount(stream.rows),
      stream.bytes === undefined ? "" : renderBytes(stream.bytes),
    ]),
  );
  if (rows.length === 0) return "no tables yet";
  const hasSizes = rows.some((row) => row[5] !== "");
  return renderTable(hasSizes ? [...COLUMNS, { title: "size", align: "right" }] : COLUMNS, rows, width);
}

const COLUMNS = [
  { title: "connection" },
  { title: "stream" },
  { title: "table" },
  { title: "mode" },
  { title: "rows", align: "right" },
] as const;

function tableLabel({ schema, name }: TableName): string {
  return [schema, name]
    .filter((part) => part !== undefined)
    .map(quoteWhereNeeded)
    .join(".");
}

function quoteWhereNeeded(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
