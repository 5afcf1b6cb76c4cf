import type { StreamPlan } from "@airdock/core";
import { planUndeclared } from "../stage/plan-undeclared.ts";
import { propertyTypes, type TablePlan, type TableRequest } from "../table/plan-table.ts";

/** The plan of a merged table with columns for key and cursor, also where the schema does not declare them. */
export function withKeyColumns(
  plan: TablePlan,
  { plan: wish, existing, limits }: TableRequest & { readonly plan: StreamPlan },
): TablePlan {
  if (wish.mode !== "merge") return plan;
  const paths = wish.cursor === undefined ? wish.primaryKey : [...wish.primaryKey, wish.cursor];
  const declared = new Set(propertyTypes(wish.jsonSchema).keys());
  const fields = new Set(paths.flatMap(([field]) => field ?? []));
  const added = planUndeclared({ columns: plan.columns, declared, existing: existing ?? [] }, fields, limits);
  if (added.length === 0) return plan;
  const columns = [...plan.columns, ...added];
  const steps =
    existing === undefined
      ? [{ kind: "create-table", columns } as const]
      : [...plan.steps, ...added.map((column) => ({ kind: "add-column", column }) as const)];
  return { columns, steps };
}
