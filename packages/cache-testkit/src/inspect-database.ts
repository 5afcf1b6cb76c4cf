import { type RowValue, type Row, streamId, type StreamPlan, type TableName } from "@airdock/core";
import type { SqlRow } from "./cache-module.ts";
import type { CaseContext } from "./case-context.ts";

/** An identifier in SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table in SQL. */
export function quoteTable({ schema, name }: TableName): string {
  return schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
}

/** A table of the bookkeeping in SQL: `airdock.quarantine`, without schemas `airdock_quarantine`. */
export function quoteLedger({ supports }: CaseContext, table: string): string {
  return quoteTable(supports.schemas ? { schema: "airdock", name: table } : { name: `airdock_${table}` });
}

/** Runs SQL beside the cache. For cases that need `supports.sql`. */
export async function inspect({ module, folder }: CaseContext, sql: string): Promise<readonly SqlRow[]> {
  return (await module.inspect?.(folder, sql)) ?? [];
}

/** The originals of nulled cells that are kept for a stream. */
export async function readQuarantine(context: CaseContext, { stream }: StreamPlan): Promise<readonly Row[]> {
  const rows = await inspect(context, `select * from ${quoteLedger(context, "quarantine")}`);
  const own = rows.filter(
    (row) => streamId({ name: String(row["stream"]), namespace: namespaceOf(row) }) === streamId(stream),
  );
  return own.map(({ raw_id, field, original }) => ({ raw_id, field, original }) as Record<string, RowValue>);
}

/** The names of all tables that are nobody's bookkeeping, in order. */
export async function listDataTables({ module, folder }: CaseContext): Promise<readonly string[]> {
  const tables = (await module.listTables?.(folder)) ?? [];
  const data = tables.filter(
    ({ schema, name }) => schema !== "airdock" && !(schema === undefined && name.startsWith("airdock_")),
  );
  return data.map(quoteTable).sort();
}

function namespaceOf(row: SqlRow): string | undefined {
  return typeof row["namespace"] === "string" ? row["namespace"] : undefined;
}
