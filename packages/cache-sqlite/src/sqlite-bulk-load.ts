import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { BulkLoad, RunIdentity } from "@airdock/sql-cache";
import { BlockBuffer } from "./stage/block-buffer.ts";
import { SqliteStage } from "./stage/sqlite-stage.ts";
import { Turns } from "./stage/turns.ts";

/**
 * Stages records as they came, in files of a private folder, and loads them where the database is: its thread reads the files,
 * parses, converts, and hands the rows to SQLite as a table.
 */
export function sqliteBulkLoad(folder: string): BulkLoad {
  const resources = { buffer: new BlockBuffer(), turns: new Turns() };
  return {
    openStage: ({ run, index, columnType }) => new SqliteStage(resources, runFolder(folder, run), index, columnType),
    async clear(runs) {
      for (const run of runs) await rm(runFolder(folder, run), { recursive: true, force: true });
      await rmdir(folder).catch(ignoreInUse);
    },
  };
}

function runFolder(folder: string, { id, token }: RunIdentity): string {
  return join(folder, `run-${id}-${token.slice(0, 8)}`);
}

/** Another run has its records there, or there was nothing to remove. */
function ignoreInUse(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST" && error.code !== "ENOENT") throw error;
}
