import { sql } from "kysely";
import { ledgerName } from "../ledger/ledger.ts";
import { introspectByKysely } from "../schema/introspect-tables.ts";
import { tableRef } from "../schema/table-ref.ts";
import { defaultValueRules, type ValueRules } from "../value/value-rules.ts";
import type { BulkLoad, RunIdentity } from "./stream-stage.ts";
import { TableStage } from "./table-stage.ts";

/** How values are brought into a staging table. */
export interface StageInTableOptions {
  /** What the columns can hold, where that differs from `defaultValueRules`. */
  readonly rules?: Partial<ValueRules>;
}

/** A bulk load for any database: values are converted in this process and inserted into a staging table, many rows at once. */
export function stageInTable(options: StageInTableOptions = {}): BulkLoad {
  const rules = { ...defaultValueRules, ...options.rules };
  return {
    openStage: (target) => new TableStage(target, rules),
    clear: (runs, write) =>
      write(async (transaction) => {
        const tables = await introspectByKysely(transaction, {});
        const staging = tables.filter(({ table }) => isStagingOf(table.schema, table.name, runs));
        for (const { table } of staging) await sql`drop table ${tableRef(table)}`.execute(transaction);
      }),
  };
}

function isStagingOf(schema: string | undefined, name: string, runs: readonly RunIdentity[]): boolean {
  const plain = name.startsWith(`${ledgerName}_`) ? name.slice(ledgerName.length + 1) : name;
  return (plain !== name || schema === ledgerName) && runs.some(({ id }) => plain.startsWith(`stage_${id}_`));
}
