import { SqlCache, type StreamStage } from "@airdock/sql-cache";
import { duckdbCacheDialect } from "../../src/duckdb-cache-dialect.ts";
import { databaseInFile } from "../../src/duckdb-database.ts";
import { beginStream, planStream, streamState } from "@airdock-test/stream-run";

/**
 * Syncs two rows of one stream and kills itself with SIGKILL on the way: `node die-at.ts FILE MODE POINT`, where POINT is
 * `staged`, `moved` (a part of a `replace` is in its unfinished table), `in-transaction` or `committed`.
 */
const [, , file = "", mode = "append", point = ""] = process.argv;

const dialect = duckdbCacheDialect(databaseInFile(file), {});
const cache = new SqlCache(
  {
    ...dialect,
    bulkLoad: { ...dialect.bulkLoad, openStage: (target) => dieInside(dialect.bulkLoad.openStage(target)) },
  },
  { name: file },
);
await cache.open();
const plan = planStream("users", { mode: mode as "append", primaryKey: mode === "merge" ? [["id"]] : [] });
const run = await beginStream(cache, plan);
await run.stage([{ id: 1, name: "Ada" }]);
if (point === "moved") {
  await run.finalize();
  die();
}
await run.stage([{ id: 2, name: "Bob" }]);
if (point === "staged") die();
await run.finalize({ complete: true, states: [streamState("users", 2)] });

function dieInside(stage: StreamStage): StreamStage {
  return {
    stage: (batch, columns, options) => stage.stage(batch, columns, options),
    discard: () => stage.discard(),
    async load(transaction, request) {
      const loaded = await stage.load(transaction, request);
      const countChanges = async (): ReturnType<typeof loaded.countChanges> => {
        const changes = await loaded.countChanges();
        if (point === "in-transaction") die();
        return changes;
      };
      return { ...loaded, countChanges };
    },
    async drop(through) {
      if (point === "committed") die();
      await stage.drop(through);
    },
  };
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("A process lives after SIGKILL.");
}
