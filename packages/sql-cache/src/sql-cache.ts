import {
  type Cache,
  type CacheRun,
  type CacheSupports,
  type CallOptions,
  type Dataset,
  type DatasetKey,
  defaultCacheSupports,
  type OpenOptions,
  type QueryOptions,
  type QueryResult,
  type RunStart,
  type StoredConnection,
  type StoredRun,
  type StoredState,
  type StreamPlan,
  type StreamPreview,
  type TableName,
} from "@airdock/core";
import { previewStreams } from "./begin/preview-streams.ts";
import { startRun } from "./begin/start-run.ts";
import type { CacheDialect } from "./cache-dialect.ts";
import { SqlDataset } from "./dataset/sql-dataset.ts";
import { CacheError } from "./error/cache-error.ts";
import { createLedger, readLedgerVersion } from "./ledger/create-ledger.ts";
import { type Ledger, openLedger } from "./ledger/ledger.ts";
import { readConnections } from "./ledger/read-connections.ts";
import { readRuns } from "./ledger/read-runs.ts";
import { runQuery } from "./dataset/run-query.ts";
import { CacheSessions } from "./session/cache-sessions.ts";
import { readStates } from "./state/read-states.ts";
import { flatTemplates, schemaTemplates } from "./table/table-name.ts";

/** How a SQL cache is called, and how it names its tables. */
export interface SqlCacheOptions {
  /** For people and reports, such as `duckdb:./data.duckdb`; without password. */
  readonly name: string;
  /** Template of the schema, with `{connection}`, `{namespace}`, `{stream}`. Default `{connection}`. */
  readonly schema?: string | undefined;
  /** Template of the table. Default `{namespace}_{stream}`; without schemas `{connection}_{namespace}_{stream}`. */
  readonly table?: string | undefined;
}

/** The cache port for a SQL database, over its dialect. */
export class SqlCache implements Cache {
  readonly contract = 1;
  readonly name: string;
  readonly supports: CacheSupports;
  readonly #sessions: CacheSessions;

  constructor(dialect: CacheDialect, options: SqlCacheOptions) {
    const { identifierBytes, columns, keyBytes = 0 } = dialect.limits;
    this.name = options.name;
    this.supports = { ...defaultCacheSupports, identifierBytes, columns, keyBytes, ...dialect.supports };
    const templates = this.supports.schemas ? schemaTemplates : flatTemplates;
    this.#sessions = new CacheSessions(dialect, {
      schema: this.supports.schemas ? (options.schema ?? templates.schema) : undefined,
      table: options.table ?? templates.table,
    });
  }

  async open({ access = "write", waitMs: patience, ...wait }: OpenOptions = {}): Promise<void> {
    const { dialect } = this.#sessions;
    const options = { ...wait, patience };
    if (access === "write") {
      await this.#sessions.write((transaction) => createLedger(transaction, dialect), options);
      return;
    }
    const version = await this.#sessions.read(({ kysely }) => readLedgerVersion(kysely, dialect), options);
    if (version === undefined) throw emptyCache(this.name);
  }

  async startRun(run: RunStart, options: CallOptions = {}): Promise<CacheRun> {
    return await startRun(this.#sessions, run, options);
  }

  async connections(options: CallOptions = {}): Promise<readonly StoredConnection[]> {
    return await this.#read(readConnections, options);
  }

  async states(connection: string, options: CallOptions = {}): Promise<readonly StoredState[]> {
    return await this.#read((ledger) => readStates(ledger, connection), options);
  }

  async runs(
    options: CallOptions & { readonly connection?: string; readonly limit?: number } = {},
  ): Promise<readonly StoredRun[]> {
    return await this.#read((ledger) => readRuns(ledger, options), options);
  }

  dataset(key: DatasetKey): Dataset {
    return new SqlDataset(this.#sessions, key);
  }

  async query(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
    return await runQuery(this.#sessions, sql, options);
  }

  async preview(
    connection: string,
    plans: readonly StreamPlan[],
    options: CallOptions = {},
  ): Promise<readonly StreamPreview[]> {
    return await previewStreams(this.#sessions, connection, plans, options);
  }

  remarks(tables: readonly TableName[]): readonly string[] {
    return this.#sessions.dialect.remarks(tables);
  }

  async close(): Promise<void> {
    await this.#sessions.dialect.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #read<Result>(work: (ledger: Ledger) => Promise<Result>, options: CallOptions): Promise<Result> {
    return await this.#sessions.read(({ kysely }) => work(openLedger(kysely, this.#sessions.dialect)), options);
  }
}

function emptyCache(name: string): CacheError {
  return new CacheError(`There is nothing in the cache ${name}.`, {
    code: "NOT_IN_CACHE",
    hint: "Sync a source into it first.",
  });
}
