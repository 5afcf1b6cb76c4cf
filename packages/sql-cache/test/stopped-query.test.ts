import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { expect, test } from "vitest";
import { createExampleCache } from "./example-dialect.ts";

test("a query that is stopped while it runs rejects with the signal's reason, not as a failed query", async () => {
  const folder = await mkdtemp(join(tmpdir(), "airdock-stopped-"));
  const controller = new AbortController();
  const reason = new Error("enough");
  try {
    const stop = (): void => controller.abort(reason);
    await using cache = createExampleCache(join(folder, "data.sqlite"), (path) => new StoppingDatabase(path, stop));
    await cache.open();
    await expect(cache.query("select 42", { signal: controller.signal })).rejects.toBe(reason);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** SQLite in which the statement `select 42` calls `stop` and fails, as one that is interrupted does. */
class StoppingDatabase extends DatabaseSync {
  readonly #stop: () => void;

  constructor(path: string, stop: () => void) {
    super(path);
    this.#stop = stop;
  }

  override prepare(sql: string): StatementSync {
    if (sql !== "select 42") return super.prepare(sql);
    this.#stop();
    throw new Error("interrupted");
  }
}
