import type { LoadPlan } from "./load-plan.ts";

/** A load that goes straight into a table. */
export interface BlockInsert {
  /** The table in SQL. */
  readonly table: string;
  /** Which columns of the loaded rows, and of the table. */
  readonly columns: readonly string[];
  readonly plan: LoadPlan;
}
