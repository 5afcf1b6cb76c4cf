import type { JsonObject } from "../protocol/json.ts";
import type { LogLevel } from "../protocol/message.ts";
import type { CatalogueOptions } from "./catalogue/load-catalogue.ts";
import type { ConnectorRunner } from "./connector-runner.ts";

/** What `createSource` takes. */
export interface SourceOptions {
  /** The connector's config: an object, or the path of a JSON or YAML file. Default: an empty object. */
  readonly config?: JsonObject | string | undefined;
  /** More ways to run a connector; asked before the ones core brings. */
  readonly runners?: readonly ConnectorRunner[] | undefined;
  /** Where names such as `source-github` are looked up. Default: Airbyte's public registry, with a copy on disk. */
  readonly catalogue?: CatalogueOptions | undefined;
  /** The connection this source reads for. Default: the connector's name without `source-`. */
  readonly connection?: string | undefined;
  /** The folder in which `.airdock/` and `airdock.lock` live. Default: the working directory. */
  readonly projectFolder?: string | undefined;
  /** Milliseconds until a command is stopped (CONNECTOR_STALLED). Default: 180,000, 900,000 and 3,600,000. */
  readonly timeLimits?: { readonly spec?: number; readonly check?: number; readonly discover?: number } | undefined;
  /**
   * Variables for the connector's process, by name: `{ AWS_PROFILE: process.env.AWS_PROFILE }`. Beside them it gets PATH, HOME, USER, SHELL,
   * TMPDIR, LANG, LC_*, TZ, XDG_*, proxies, certificates, LD_LIBRARY_PATH and Windows' own; nothing else of this process's environment.
   */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** See `PrepareOptions.allowScripts`. */
  readonly allowScripts?: boolean | undefined;
  /** Told what is being done before a connector can start, in a sentence for people. */
  readonly onProgress?: ((step: string) => void) | undefined;
  /** Gets what may be a slip in the config, once each, in a sentence for people: a key that the spec does not list. */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Gets what the connector logs during spec, check, discover and `read`, without secrets; stderr comes as level INFO. */
  readonly onLog?: ((log: { readonly level: LogLevel; readonly message: string }) => void) | undefined;
  /** Ends every call of this source when aborted. */
  readonly signal?: AbortSignal | undefined;
}
