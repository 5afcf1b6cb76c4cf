import type { ErrorKind } from "@airdock/sql-cache";
import type { ResourceLimits } from "./duckdb-resources.ts";

/** What an error of DuckDB means, by its words: it has no codes. When memory ran out, there is more of it next time. */
export function duckdbErrorKind(error: unknown, limits: ResourceLimits): ErrorKind | undefined {
  const message = error instanceof Error ? error.message : String(error);
  if (invalidated.test(message)) {
    if (outOfMemory.test(message)) limits.relieve();
    limits.isBroken = true;
    return "lost";
  }
  if (outOfMemory.test(message)) return limits.relieve() ? "memory" : undefined;
  return kinds.find(([words]) => words.test(message))?.[1];
}

/** DuckDB says it in as many ways as it has places that take memory; a statement that failed so may name none but the block. */
const outOfMemory =
  /out of memory|failed to (?:pin|allocate|reserve|reallocate) |could not allocate|allocation failure|bad_alloc/i;

/** A checkpoint failed, often that of a COMMIT: nobody knows whether it is in until the file is opened again. */
const invalidated = /database .*has been invalidated/i;

const kinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/read-only (mode|transaction)|transaction is launched in read-only/i, "writes"],
  [/no space left|disk (is )?full|could not write|failed to write|max_temp_directory_size/i, "disk"],
  [/^constraint error/i, "constrained"],
  [/write-write conflict|transaction conflict|conflict on (tuple|table|update)/i, "locked"],
];
