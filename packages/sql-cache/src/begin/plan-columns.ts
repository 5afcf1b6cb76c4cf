import type { JsonObject, StreamPlan } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import { columnsOf, tableOf } from "../ledger/stream-row.ts";
import { measureColumns } from "../schema/measure-columns.ts";
import { columnsToMeasure, planTable, type TablePlan, type TableRequest } from "../table/plan-table.ts";
import type { ColumnFacts } from "../table/widened-type.ts";
import { withKeyForms } from "../table/with-key-forms.ts";
import { freshColumns } from "./fresh-columns.ts";
import { withKeyColumns } from "./with-key-columns.ts";

/** A table as it is, and what it is to be. */
export interface ColumnsRequest {
  readonly row: Pick<StreamTable, "columns" | "json_schema">;
  readonly wish: StreamPlan;
  /** The names of the columns the database has; undefined: there is no table. */
  readonly existing?: readonly string[] | undefined;
}

/** The columns a stream's table needs, and the steps to them; reads only. A table that `replace` fills anew is not measured. */
export async function planColumns(
  { dialect }: { readonly dialect: CacheDialect },
  kysely: Kysely<unknown>,
  { row, wish, existing }: ColumnsRequest & { readonly row: StreamTable },
): Promise<TablePlan> {
  const request = requestColumns({ dialect }, { row, wish, existing });
  const measured = isKept(wish, existing) ? [] : columnsToMeasure(request);
  return finishColumns(request, await measureColumns(kysely, tableOf(row), measured));
}

/** True for a table that stays, while another is filled in its place. */
export function isKept({ mode }: StreamPlan, existing: readonly string[] | undefined): boolean {
  return existing !== undefined && mode === "replace";
}

/** What is asked of a table, before its columns are measured. */
export function requestColumns(
  { dialect }: { readonly dialect: CacheDialect },
  { row, wish, existing }: ColumnsRequest,
): TableRequest & { readonly plan: StreamPlan } {
  const stored = columnsOf(row);
  return {
    plan: wish,
    stored: isKept(wish, existing) ? freshColumns(stored, wish) : stored,
    storedSchema: JSON.parse(row.json_schema) as JsonObject,
    existing,
    limits: dialect.limits,
    exactNumbers: dialect.supports.exactNumbers ?? false,
  };
}

/** The columns of a table, by what was measured of them. */
export function finishColumns(
  request: TableRequest & { readonly plan: StreamPlan },
  facts: ReadonlyMap<string, ColumnFacts>,
): TablePlan {
  return withKeyForms(withKeyColumns(planTable(request, facts), request), request.plan);
}
