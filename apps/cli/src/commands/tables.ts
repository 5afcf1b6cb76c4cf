import { streamLabel, type StoredConnection, type StoredStream, type TableName } from "@airdock/core";
import type { Command } from "../command.ts";
import { countRows, type RowCount } from "../count-rows.ts";
import { type LookFlags, openCache } from "../open-cache.ts";
import { renderBytes, renderCount } from "../render-count.ts";
import { renderTable } from "../render-table.ts";

/** `airdock tables`: the streams of every connection with their tables, rows and sizes. */
export const tables: Command<LookFlags> = async ({ options, terminal, signal }) => {
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const connections = await cache.connections({ signal });
  const counts = await countRows(cache, connections, { signal, timeoutMs: longestCount });
  if (options.json === true)
    await terminal.json(`${JSON.stringify(connections.flatMap((one) => describe(one, counts)))}\n`);
  else await terminal.out(`${render(connections, counts, terminal.outColumns)}\n`);
  return 0;
};

/** Milliseconds for counting; what takes longer is said as the last sync has left it. */
const longestCount = 5000;

type RowCounts = ReadonlyMap<StoredStream, RowCount>;

function describe({ name, connector, streams }: StoredConnection, counts: RowCounts): object[] {
  return streams.map((stream) => ({
    connection: name,
    connector,
    ...stream.stream,
    table: tableLabel(stream.table),
    mode: stream.mode,
    generation: stream.generation,
    rows: counts.get(stream)?.rows ?? stream.rows,
    ...(counts.get(stream)?.isEstimate === true ? { rowsAreEstimate: true } : {}),
    ...(counts.get(stream)?.isMissing === true ? { tableIsMissing: true } : {}),
    ...(stream.bytes === undefined ? {} : { bytes: stream.bytes }),
    columns: stream.columns,
  }));
}

function render(connections: readonly StoredConnection[], counts: RowCounts, width: number | undefined): string {
  const rows = connections.flatMap(({ name, streams }) =>
    streams.map((stream) => [
      name,
      streamLabel(stream.stream),
      tableLabel(stream.table),
      stream.mode,
      renderRows(stream, counts),
      stream.bytes === undefined ? "" : renderBytes(stream.bytes),
    ]),
  );
  if (rows.length === 0) return "no tables yet";
  const hasSizes = rows.some((row) => row[5] !== "");
  return renderTable(hasSizes ? [...COLUMNS, { title: "size", align: "right" }] : COLUMNS, rows, width);
}

function renderRows(stream: StoredStream, counts: RowCounts): string {
  const { rows, isEstimate, isMissing } = counts.get(stream) ?? {
    rows: stream.rows,
    isEstimate: true,
    isMissing: false,
  };
  return isMissing ? "table is missing" : `${isEstimate ? "about " : ""}${renderCount(rows)}`;
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
