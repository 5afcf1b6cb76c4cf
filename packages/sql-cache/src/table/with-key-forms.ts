import type { StoredColumn, StreamPlan } from "@airdock/core";
import { keyColumnType } from "./column-type.ts";
import type { TablePlan, TableStep } from "./plan-table.ts";

/**
 * The plan of a merged table in which JSON that holds a key has one text for equal values. Where the column is there already, a
 * step brings the values it has to that.
 */
export function withKeyForms(
  plan: TablePlan,
  { mode, primaryKey }: Pick<StreamPlan, "mode" | "primaryKey">,
): TablePlan {
  if (mode !== "merge") return plan;
  const fields = new Set(primaryKey.map(([field]) => field));
  const isPlain = ({ field, type }: StoredColumn): boolean => type === "json" && fields.has(field);
  if (!plan.columns.some(isPlain)) return plan;
  const inForm = (column: StoredColumn): StoredColumn =>
    isPlain(column) ? { ...column, type: keyColumnType({ keeps: "all", type: "json" }) } : column;
  const steps = plan.steps.map((step): TableStep =>
    step.kind === "create-table"
      ? { ...step, columns: step.columns.map(inForm) }
      : { ...step, column: inForm(step.column) },
  );
  const isMade = plan.steps.some(({ kind }) => kind === "create-table");
  const made = new Set(plan.steps.flatMap((step) => (step.kind === "add-column" ? [step.column.name] : [])));
  const spelled = isMade ? [] : plan.columns.filter((column) => isPlain(column) && !made.has(column.name));
  return {
    columns: plan.columns.map(inForm),
    steps: [...steps, ...spelled.map((column) => ({ kind: "spell-key", column: inForm(column) }) as const)],
  };
}
