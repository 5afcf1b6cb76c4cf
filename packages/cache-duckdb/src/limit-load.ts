import type { BulkLoad, StreamStage } from "@airdock/sql-cache";
import { sql } from "kysely";
import type { ResourceLimits } from "./duckdb-resources.ts";

/** A bulk load that gives DuckDB what the table at hand needs, before it loads. */
export function limitLoad(bulkLoad: BulkLoad, limits: ResourceLimits): BulkLoad {
  return {
    openStage: (target) => limitStage(bulkLoad.openStage(target), limits),
    clear: (runs, write) => bulkLoad.clear(runs, write),
  };
}

function limitStage(stage: StreamStage, limits: ResourceLimits): StreamStage {
  return {
    stage: (batch, columns, options) => stage.stage(batch, columns, options),
    drop: (through) => stage.drop(through),
    discard: () => stage.discard(),
    async load(transaction, request) {
      if (limits.widen(request.columns.length, transaction)) {
        const { memoryLimit, threads } = limits.current;
        const statements = sql`set global memory_limit = ${sql.lit(memoryLimit)}; set global threads = ${sql.lit(threads)}`;
        await statements.execute(transaction);
      }
      return await stage.load(transaction, request);
    },
  };
}
