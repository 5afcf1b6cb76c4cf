import type { JobBudget } from "../job/job-budget.ts";
import type { Component } from "../load/component.ts";
import type { ApiBudget } from "../request/api-budget.ts";
import type { ResponseCache } from "../request/response-cache.ts";
import type { ResponseHeaders } from "../request/response-headers.ts";
import type { Requester, RequesterOptions } from "../request/requester-options.ts";
import type { Transport } from "../request/transport.ts";
import type { PythonDict } from "../python/value.ts";
import type { MessageWriter } from "./message-writer.ts";
import type { Retriever } from "./retriever.ts";
import type { RetrieverOptions } from "./retriever-options.ts";
import type { SecretFilter } from "./secret-filter.ts";
import type { StateStore } from "./state-store.ts";

/** What all components of one run share. The two factories stand here because what they build needs them in turn. */
export interface Engine {
  /** The config, migrated and transformed. Authenticators that renew refresh tokens write into it. */
  readonly config: PythonDict;
  readonly messages: MessageWriter;
  readonly createRequester: (component: Component, options: RequesterOptions) => Requester;
  readonly createRetriever: (component: Component, options: RetrieverOptions) => Retriever;
  readonly transport: Transport;
  readonly cache: ResponseCache;
  readonly budget: ApiBudget | undefined;
  readonly states: StateStore;
  /** The schemas of the configured catalog, by stream. */
  readonly configuredSchemas: ReadonlyMap<string, PythonDict>;
  /** The cursor fields of the configured catalog, by stream. */
  readonly configuredCursors: ReadonlyMap<string, string>;
  readonly secrets: SecretFilter;
  readonly noHeaders: ResponseHeaders;
  /** The folder the manifest stands in, for schema files. */
  readonly folder: string;
  readonly jobs: JobBudget;
  readonly signal: AbortSignal | undefined;
}
