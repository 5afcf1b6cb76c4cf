import type { JobBudget } from "../job/job-budget.ts";
import type { Component } from "../load/component.ts";
import type { ApiBudget } from "../request/api-budget.ts";
import type { HttpRequest } from "../request/http-request.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { ResponseCache } from "../request/response-cache.ts";
import type { ResponseHeaders } from "../request/response-headers.ts";
import type { Requester } from "../request/requester-call.ts";
import type { Transport } from "../request/transport.ts";
import type { PythonDict } from "../python/value.ts";
import type { MessageWriter } from "./message-writer.ts";
import type { Retriever } from "./retriever.ts";
import type { SecretFilter } from "./secret-filter.ts";
import type { StateStore } from "./state-store.ts";

/** How the engine's own factories build something, beside its component. */
interface BuildOptions {
  readonly engine: Engine;
  readonly name: string;
  readonly useCache?: boolean | undefined;
}

/** What all components of one run share. The two factories stand here because what they build needs them in turn. */
export interface Engine {
  /** The config, migrated and transformed. Authenticators that renew refresh tokens write into it. */
  readonly config: PythonDict;
  readonly messages: MessageWriter;
  readonly createRequester: (component: Component, options: BuildOptions) => Requester;
  readonly createRetriever: (component: Component, options: BuildOptions) => Retriever;
  readonly transport: Transport;
  /** Told of each request with its answer, for authors of manifests; absent unless they ask for it. */
  readonly traceRequest?: ((request: HttpRequest, response: HttpResponse) => void) | undefined;
  readonly cache: ResponseCache;
  readonly budget: ApiBudget | undefined;
  readonly states: StateStore;
  /** The schemas of the configured catalog, by stream. */
  readonly configuredSchemas: ReadonlyMap<string, PythonDict>;
  /** The cursor fields of the configured catalog, by stream. */
  readonly configuredCursors: ReadonlyMap<string, string>;
  readonly secrets: SecretFilter;
  /** The hosts, with their ports, that the manifest and the config name. */
  readonly namedHosts: ReadonlySet<string>;
  readonly noHeaders: ResponseHeaders;
  /** The folder the manifest stands in, for schema files. */
  readonly folder: string;
  readonly jobs: JobBudget;
  readonly signal: AbortSignal | undefined;
  /** A host that is unknown or takes no connections is not tried again: somebody waits for the answer of a check. Default false. */
  readonly givesUpUnreachable?: boolean;
}
