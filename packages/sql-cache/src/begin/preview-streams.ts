import {
  type CallOptions,
  isAirdockError,
  streamId,
  type StreamPlan,
  type StreamPreview,
  type TableName,
} from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { readLedgerVersion } from "../ledger/create-ledger.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { openLedger } from "../ledger/ledger.ts";
import { readableColumns, streamOf, tableOf } from "../ledger/stream-row.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { TablePlan } from "../table/plan-table.ts";
import { tableName } from "../table/table-name.ts";
import { countStored } from "./count-stored.ts";
import { finishColumns, planColumns, requestColumns } from "./plan-columns.ts";

/** What is stored of streams and what a run would make of their tables; reads only, the bookkeeping of an older layout as it is. */
export async function previewStreams(
  sessions: CacheSessions,
  connection: string,
  plans: readonly StreamPlan[],
  options: CallOptions,
): Promise<readonly StreamPreview[]> {
  const { dialect, templates } = sessions;
  try {
    return await sessions.read(({ kysely }) => previewIn({ dialect, templates, kysely }, connection, plans), options);
  } catch (error) {
    if (!isAirdockError(error) || error.code !== "NOT_IN_CACHE") throw error;
    return await previewIn({ dialect, templates, kysely: undefined }, connection, plans);
  }
}

/** `kysely`: undefined where there is no database yet. */
interface PreviewPlace extends Pick<CacheSessions, "dialect" | "templates"> {
  readonly kysely: Kysely<unknown> | undefined;
}

async function previewIn(
  { dialect, templates, kysely }: PreviewPlace,
  connection: string,
  plans: readonly StreamPlan[],
): Promise<readonly StreamPreview[]> {
  const isMade = kysely !== undefined && (await readLedgerVersion(kysely, dialect)) !== undefined;
  const all = isMade ? await openLedger(kysely, dialect).selectFrom("streams").selectAll().execute() : [];
  const rows = new Map(
    all.filter((row) => row.connection === connection).map((row) => [streamId(streamOf(row)), row] as const),
  );
  const taken = all.map(tableOf);
  const previews: StreamPreview[] = [];
  for (const plan of plans) {
    const row = rows.get(streamId(plan.stream));
    if (row !== undefined && kysely !== undefined) {
      previews.push(await previewStored({ dialect, kysely }, plan, row));
      continue;
    }
    const table = tableName({ connection, stream: plan.stream }, templates, taken, dialect.limits);
    taken.push(table);
    previews.push(previewNew(dialect, plan, table));
  }
  return previews;
}

function previewNew(dialect: CacheDialect, plan: StreamPlan, table: TableName): StreamPreview {
  const request = requestColumns({ dialect }, { row: { columns: null, json_schema: "{}" }, wish: plan });
  return describe(plan, table, finishColumns(request, new Map()), { exists: false, ...nothing });
}

async function previewStored(
  { dialect, kysely }: { readonly dialect: CacheDialect; readonly kysely: Kysely<unknown> },
  plan: StreamPlan,
  row: StreamTable,
): Promise<StreamPreview> {
  const table = tableOf(row);
  const [shape] = row.columns === null ? [] : await dialect.introspect(kysely, table);
  const existing = shape?.columns.map(({ name }) => name);
  const columns = await planColumns({ dialect }, kysely, { row, wish: plan, existing });
  const counts =
    existing === undefined ? nothing : await countStored({ dialect, kysely }, { table, existing, row, plan });
  return describe(plan, table, columns, { exists: existing !== undefined, ...counts });
}

const nothing = { rows: 0, keys: 0, hasKey: false };

function describe(
  { stream }: StreamPlan,
  table: TableName,
  { columns, steps }: TablePlan,
  rest: Pick<StreamPreview, "exists" | "rows" | "keys" | "hasKey">,
): StreamPreview {
  return {
    stream,
    table,
    columns: readableColumns({ columns: JSON.stringify(columns) }),
    addedColumns: steps.flatMap((step) => (step.kind === "add-column" ? [step.column.name] : [])),
    widenedColumns: steps.flatMap((step) => (step.kind === "widen-column" ? [step.column.name] : [])),
    ...rest,
  };
}
