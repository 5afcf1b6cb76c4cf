import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { BulkLoad, RunIdentity } from "@airdock/sql-cache";
import { DuckdbStage } from "./stage/duckdb-stage.ts";
import { LineBuffer } from "./stage/line-buffer.ts";
import { Turns } from "./stage/turns.ts";

/** How a bulk load behaves. */
export interface DuckdbBulkLoadOptions {
  /** The database is the user's: its settings are not touched, not even for a load. Default false. */
  readonly leavesSettings?: boolean;
}

/**
 * Stages records as lines in files of a private folder, without looking into them, and loads them by DuckDB's own readers:
 * one statement that parses, converts and declares.
 */
export function duckdbBulkLoad(folder: string, options: DuckdbBulkLoadOptions = {}): BulkLoad {
  const { leavesSettings = false } = options;
  const resources = { lines: new LineBuffer(), turns: new Turns(), leavesSettings };
  return {
    openStage: (target) => new DuckdbStage(resources, runFolder(folder, target.run), target),
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
