import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { currentHolder, type StreamPlan } from "@airdock/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createExampleCache } from "./example-dialect.ts";
import { stageRows } from "./stage-rows.ts";

const users: StreamPlan = {
  stream: { name: "users" },
  jsonSchema: { type: "object", properties: { id: { type: "integer" } } },
  mode: "append",
  primaryKey: [],
  columns: {},
  undeclared: "add",
  onTypeChange: "widen",
  deletes: "hard",
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "airdock-lost-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("a connection that breaks after its commit: the part is in, and counts as finalized", async () => {
  await using cache = createExampleCache(join(folder, "data.sqlite"), (path) => new BreakingDatabase(path));
  const finalize = await prepareFinalize(cache);
  breakAt = "after-commit";
  expect(await finalize()).toMatchObject({ streams: [{ written: 2 }] });
  expect(await finalize()).toMatchObject({ streams: [{ written: 0 }] });
  expect(await cache.dataset({ connection: "shop", stream: users.stream }).count()).toBe(2);
  expect(await cache.states("shop")).toHaveLength(1);
});

test("a connection that breaks at its commit, which is not in: finalize begins again", async () => {
  await using cache = createExampleCache(join(folder, "data.sqlite"), (path) => new BreakingDatabase(path));
  const finalize = await prepareFinalize(cache);
  breakAt = "before-commit";
  expect(await finalize()).toMatchObject({ streams: [{ written: 2 }] });
  expect(await finalize()).toMatchObject({ streams: [{ written: 0 }] });
  expect(await cache.states("shop")).toHaveLength(1);
  expect(await cache.dataset({ connection: "shop", stream: users.stream }).count()).toBe(2);
});

/** When the next commit breaks the connection; then never again. */
let breakAt: "before-commit" | "after-commit" | undefined;

/** SQLite as a server behind a bad line: COMMIT fails, with or without having been done. */
class BreakingDatabase extends DatabaseSync {
  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    const moment = sql === "commit" ? breakAt : undefined;
    if (moment === undefined) return statement;
    breakAt = undefined;
    statement.run = () => {
      this.exec(moment === "after-commit" ? "commit" : "rollback");
      throw new Error("connection lost");
    };
    return statement;
  }
}

async function prepareFinalize(cache: ReturnType<typeof createExampleCache>): Promise<() => Promise<unknown>> {
  await cache.open();
  const holder = await currentHolder();
  const start = { connection: "shop", connector: "sample:shop", configHash: "one", acceptChange: false, holder };
  const run = await cache.startRun(start);
  const { writers } = await run.begin({ streams: [users], refresh: [] });
  const [writer] = writers;
  if (writer === undefined) throw new Error("The run has no writer.");
  await stageRows(run, writer, [{ id: 1 }, { id: 2 }]);
  const states = [{ type: "STREAM", stream: users.stream, text: "{}" }] as const;
  return () => run.finalize({ streams: [{ writer, through: 2, complete: false }], states, forget: [] });
}
