import { beginStream, planStream, readRows } from "@airdock-test/stream-run";
import { Client } from "pg";
import { expect } from "vitest";
import { createPostgresCache } from "../src/index.ts";
import { inDatabase } from "./in-database.ts";

inDatabase("rows of a database that is published whole can be changed", async ({ folder, url }) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("create publication everything for all tables");
  await client.end();
  await using cache = createPostgresCache({ url, stagingFolder: folder });
  await cache.open();
  for (const mode of ["append", "merge", "replace"] as const) {
    const plan = planStream(mode, { mode, primaryKey: mode === "merge" ? [["id"]] : [] });
    for (const name of ["Ada", "Bob"]) {
      const run = await beginStream(cache, plan);
      await run.stage([{ id: 1, name }]);
      await run.finalize({ complete: true });
      await run.finish();
    }
    expect((await readRows(cache, mode)).at(-1)).toEqual({ id: 1, name: "Bob" });
  }
});
