import { sql } from "kysely";
import type { WriteUnit } from "../run/run-context.ts";
import type { StreamTarget } from "../run/stream-target.ts";
import { tableRef } from "../schema/table-ref.ts";

/** Ends a refresh: removes the rows of generations below the minimum; says how many. */
export async function dropOldGenerations({ transaction }: WriteUnit, target: StreamTarget): Promise<number> {
  if (target.minimumGeneration === 0) return 0;
  const { numAffectedRows } = await sql`delete from ${tableRef(target.table)}
    where _airbyte_generation_id < ${target.minimumGeneration}`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}
