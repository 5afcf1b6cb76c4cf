import { duckdb } from "./cache/duckdb.ts";
import { postgres } from "./cache/postgres.ts";
import { sqlite } from "./cache/sqlite.ts";
import type { BenchInput } from "./prepare-input.ts";

/** A cache that is measured against the bulk load its own database has. */
export interface BenchedCache {
  readonly name: string;
  /** What the bulk load is called in reports. */
  readonly baseline: string;
  /** Makes what the measurements of a run need, in a folder that goes with them. */
  open(folder: string): Promise<CacheBench>;
}

/** The measurements of a cache. */
export interface CacheBench extends AsyncDisposable {
  /** Writes the file that the bulk load reads, where that is not the messages themselves. Not measured. */
  prepare(input: BenchInput): Promise<void>;
  /** The command that loads the same records as the database itself does it, into a database of its own. */
  baselineCommand(input: BenchInput, round: number): Promise<readonly [string, ...string[]]>;
  /** The URL of an empty cache. */
  cacheUrl(round: number): Promise<string>;
  /** Removes what the last measurement has made. */
  clear(): Promise<void>;
}

/** All of them. */
export const benchedCaches: readonly BenchedCache[] = [duckdb, postgres, sqlite];
