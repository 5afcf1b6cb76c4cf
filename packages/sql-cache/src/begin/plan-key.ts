import type { StreamPlan } from "@airdock/core";
import type { StreamTable } from "../ledger/ledger-tables.ts";
import type { TableStep } from "../table/plan-table.ts";

/** What happens to the key of a table when a run begins, in this order; columns change between the first and the second. */
export interface KeyPlan {
  readonly release: boolean;
  readonly dedupe: boolean;
  readonly prepare: boolean;
}

/**
 * Compares the key a table has with the one it shall have; one that is not prepared any more is a new one. A column that is widened may
 * be part of an index.
 */
export function planKey(
  row: Pick<StreamTable, "columns" | "mode" | "primary_key">,
  wish: Pick<StreamPlan, "mode" | "primaryKey">,
  steps: readonly TableStep[],
  isPrepared: boolean = true,
): KeyPlan {
  const wasKeyed = row.columns !== null && row.mode === "merge";
  const isKeyed = wish.mode === "merge";
  const isSame = isPrepared && wasKeyed && isKeyed && row.primary_key === JSON.stringify(wish.primaryKey);
  const isRebuilt = steps.some(({ kind }) => kind !== "add-column");
  return {
    release: wasKeyed && (!isSame || isRebuilt),
    dedupe: isKeyed && (!isSame || steps.some(({ kind }) => kind === "spell-key")) && row.columns !== null,
    prepare: isKeyed && (!isSame || isRebuilt),
  };
}
