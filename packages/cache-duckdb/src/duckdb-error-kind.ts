import type { ErrorKind } from "@airdock/sql-cache";

/** What an error of DuckDB means, by its words: it has no codes. */
export function duckdbErrorKind(error: unknown): ErrorKind | undefined {
  const message = error instanceof Error ? error.message : String(error);
  return kinds.find(([words]) => words.test(message))?.[1];
}

const kinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/read-only (mode|transaction)|transaction is launched in read-only/i, "writes"],
  [/no space left|disk (is )?full|could not write|failed to write|max_temp_directory_size/i, "disk"],
  [/write-write conflict|transaction conflict|conflict on (tuple|table|update)/i, "locked"],
];
