import type { ErrorKind } from "@airdock/sql-cache";
import type { ResourceLimits } from "./duckdb-resources.ts";

/** What an error of DuckDB means, by its words: it has no codes. When memory ran out, there is more of it next time. */
export function duckdbErrorKind(error: unknown, limits: ResourceLimits): ErrorKind | undefined {
  const message = error instanceof Error ? error.message : String(error);
  if (outOfMemory.test(message)) return limits.relieve() ? "memory" : undefined;
  return kinds.find(([words]) => words.test(message))?.[1];
}

const outOfMemory = /out of memory error/i;

const kinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/read-only (mode|transaction)|transaction is launched in read-only/i, "writes"],
  [/no space left|disk (is )?full|could not write|failed to write|max_temp_directory_size/i, "disk"],
  [/^constraint error/i, "constrained"],
  [/write-write conflict|transaction conflict|conflict on (tuple|table|update)/i, "locked"],
];
