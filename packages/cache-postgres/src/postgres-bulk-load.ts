import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BulkLoad, RunIdentity } from "@airdock/sql-cache";
import { TupleBuffer } from "./encode/tuple-buffer.ts";
import { PostgresStage } from "./stage/postgres-stage.ts";
import { Turns } from "./stage/turns.ts";

/**
 * Stages records in files of a private folder, converted and in the binary format of COPY, and loads them by COPY: into the table
 * itself, or where rows are merged into a temporary one. By default the folder is among the system's temporary files.
 */
export function postgresBulkLoad(folder: string = tmpdir()): BulkLoad {
  const resources = { rows: new TupleBuffer(), originals: new TupleBuffer(), turns: new Turns() };
  return {
    openStage: (target) => new PostgresStage(resources, runFolder(folder, target.run), target),
    async clear(runs) {
      for (const run of runs) await rm(runFolder(folder, run), { recursive: true, force: true });
    },
  };
}

/** Nobody can guess it and be there first. */
function runFolder(folder: string, { id, token }: RunIdentity): string {
  return join(folder, `airdock-run-${id}-${token}`);
}
