import type { StoredColumn, TableName } from "@airdock/core";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import { addColumn, createTable } from "../schema/create-table.ts";
import { tableColumn } from "../schema/table-columns.ts";
import { airbyteTypeOf } from "../table/column-type.ts";
import type { TablePlan, TableStep } from "../table/plan-table.ts";

/** A column map, and the names of the columns in it that could not be widened: they keep their type. */
export interface TakenSteps {
  readonly columns: readonly StoredColumn[];
  readonly kept: readonly string[];
}

/** Brings a table to its plan; answers the column map as it came to be. */
export async function takeSteps(
  context: RunContext,
  unit: WriteUnit,
  table: TableName,
  plan: TablePlan,
): Promise<TakenSteps> {
  const kept = new Map<string, StoredColumn>();
  for (const step of plan.steps) {
    if (!(await takeStep(context, unit, table, step)) && step.kind === "widen-column")
      kept.set(step.from.name, step.from);
  }
  return { columns: plan.columns.map((column) => kept.get(column.name) ?? column), kept: [...kept.keys()] };
}

async function takeStep(
  { dialect }: RunContext,
  { transaction }: WriteUnit,
  table: TableName,
  step: TableStep,
): Promise<boolean> {
  switch (step.kind) {
    case "create-table":
      await createTable(transaction, dialect, table, step.columns);
      return true;
    case "add-column":
      await addColumn(transaction, dialect, table, tableColumn(step.column));
      return true;
    case "spell-key":
      await dialect.spellKey(transaction, { table, column: step.column.name });
      return true;
    case "widen-column": {
      const [from, to] = [airbyteTypeOf(step.from), airbyteTypeOf(step.column)];
      const sqlType = dialect.columnType(to);
      return await dialect.widenColumn(transaction, { table, column: step.column.name, from, to, sqlType });
    }
  }
}
