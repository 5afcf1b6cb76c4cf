import type { Cache } from "@airdock/core";
import { duckdb } from "./cache/duckdb.ts";
import { postgres } from "./cache/postgres.ts";
import { sqlite } from "./cache/sqlite.ts";

/** A cache whose syncs are killed: what differs from one to the other. */
export interface CrashedCache {
  readonly name: string;
  /** The URL of the cache whose data belongs to a folder: in it, or named for it. */
  url(folder: string): Promise<string>;
  /** That cache, not opened; one that can be asked in SQL. */
  open(folder: string): Promise<Cache & Required<Pick<Cache, "query">>>;
  /** Calls `onStatement` with the text of every statement that this process gives to the database, once it has begun. */
  watchStatements(onStatement: (sql: string) => void): void;
  /** Looking into it after a crash may change it: a copy of the folder is looked at. */
  readonly isCopied: boolean;
  /** Waits until nothing is done any more for a process that was killed. */
  settle(folder: string): Promise<void>;
  /** The names of tables that are there only while something is done. */
  readonly passingTables: string;
  /** What is in the folder while nothing is done. */
  readonly files: readonly string[];
}

/** All of them. */
export const crashedCaches: readonly CrashedCache[] = [duckdb, postgres, sqlite];

/** The one of a name. */
export function crashedCache(name: string | undefined): CrashedCache {
  const found = crashedCaches.find((cache) => cache.name === name);
  if (found === undefined) throw new Error(`There is no cache ${name} here.`);
  return found;
}
