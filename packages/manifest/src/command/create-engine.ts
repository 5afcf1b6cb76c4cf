import { dirname, resolve } from "node:path";
import { JobBudget } from "../job/job-budget.ts";
import type { Component } from "../load/component.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { collectHosts } from "../request/check-page-url.ts";
import { createApiBudget } from "../request/create-api-budget.ts";
import { traceRequests } from "../request/trace-requests.ts";
import { createRequester } from "../request/requester.ts";
import { ResponseCache } from "../request/response-cache.ts";
import { ResponseHeaders } from "../request/response-headers.ts";
import { Transport } from "../request/transport.ts";
import { createRetriever } from "../stream/create-retriever.ts";
import type { Engine } from "../stream/engine.ts";
import type { MessageWriter } from "../stream/message-writer.ts";
import { SecretFilter } from "../stream/secret-filter.ts";
import { StateStore } from "../stream/state-store.ts";

/** What the components of one run share, closed at its end. */
export function createEngine(parts: {
  readonly manifest: Component;
  readonly config: PythonDict;
  readonly catalog: PythonDict;
  readonly state: PythonValue;
  readonly messages: MessageWriter;
  /** The manifest's file. */
  readonly file: string;
}): Engine & AsyncDisposable {
  const { manifest, config, catalog, state, messages, file } = parts;
  const transport = new Transport();
  const cache = new ResponseCache();
  const secrets = new SecretFilter();
  const specification = manifest.child("spec")?.value("connection_specification");
  if (isDict(specification)) secrets.learn(specification, config);
  const budget = manifest.child("api_budget");
  return {
    config,
    messages,
    createRequester,
    createRetriever,
    transport,
    traceRequest: process.env["AIRDOCK_DEBUG_HTTP"] === undefined ? undefined : traceRequests(messages, secrets),
    cache,
    secrets,
    namedHosts: collectHosts(manifest.fields, config),
    budget: budget === undefined ? undefined : createApiBudget(budget, config),
    states: new StateStore(state),
    ...readConfigured(catalog),
    noHeaders: new ResponseHeaders([]),
    folder: dirname(resolve(file)),
    jobs: new JobBudget(Number(manifest.value("max_concurrent_async_job_count") ?? 1)),
    signal: undefined,
    async [Symbol.asyncDispose]() {
      transport[Symbol.dispose]();
      cache[Symbol.dispose]();
    },
  };
}

function readConfigured(catalog: PythonDict): Pick<Engine, "configuredSchemas" | "configuredCursors"> {
  const configuredSchemas = new Map<string, PythonDict>();
  const configuredCursors = new Map<string, string>();
  const { streams } = catalog;
  for (const configured of Array.isArray(streams) ? streams : []) {
    const stream = isDict(configured) ? configured["stream"] : undefined;
    if (!isDict(configured) || !isDict(stream)) continue;
    const name = String(stream["name"]);
    configuredSchemas.set(name, isDict(stream["json_schema"]) ? stream["json_schema"] : {});
    const [field] = Array.isArray(configured["cursor_field"]) ? configured["cursor_field"] : [];
    if (typeof field === "string") configuredCursors.set(name, field);
  }
  return { configuredSchemas, configuredCursors };
}
