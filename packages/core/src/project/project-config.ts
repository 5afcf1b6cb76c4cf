import type { Cache } from "../cache/cache.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { StreamOptions } from "../sync/sync-options.ts";
import type { EnvReference } from "./env-reference.ts";

/** The config file of a project: which connections there are, and where their data goes. */
export interface ProjectConfig {
  /** For editors. */
  readonly $schema?: string;
  /** A cache URL such as `duckdb:./warehouse.duckdb`, or a cache. Default: `duckdb:.airdock/cache.duckdb`. */
  readonly cache?: string | EnvReference | Cache;
  /** How many connections are synced at a time. Default 2. */
  readonly parallel?: number;
  /** By name; the name is also that of their tables. */
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
}

/** One connection: a source, its config, and its choice of streams. */
export interface ConnectionConfig {
  /** A source reference: `source-github`, `pypi:airbyte-source-faker==6.2.0`, `./source-acme`. A path is relative to the file. */
  readonly source: string;
  /** The connector's config, or the path of a JSON or YAML file that has it. Default: an empty one. */
  readonly config?: ConfigObject | string;
  /** Names of variables of the environment (or of `.env`) that the connector gets beside the usual ones, such as `AWS_PROFILE`. Default: none. */
  readonly env?: readonly string[];
  /** Names (a text has commas between them), or names with options; the name `"*"` sets defaults. Left out, or with `"*"` only: all. */
  readonly streams?: string | readonly string[] | Readonly<Record<string, StreamOptions>>;
  /** The write mode of streams that name none. Default `auto`. */
  readonly writeMode?: WriteMode | "auto";
  /** Seconds without any sign of life after which the connector counts as hung. Default 3600. */
  readonly stallAfter?: number;
  /** When rows become visible while a sync goes on: `50rows`, `500ms`, `10000rows,30s`. Default: `250000rows,10s`. */
  readonly checkpointEvery?: string;
}

/** A connector's config as the file has it: JSON, with references to the environment. */
export type ConfigObject = { readonly [key: string]: ConfigEntry };

/** A value in a connector's config. */
export type ConfigEntry = string | number | boolean | null | EnvReference | readonly ConfigEntry[] | ConfigObject;

declare global {
  /** The configs of sources, by their reference; `airdock types` adds to it, so that `defineConfig` knows them. */
  // oxlint-disable-next-line typescript/no-empty-interface -- filled by declaration merging
  interface AirdockSourceConfigs {}
}
