import { createDecoder } from "../decode/create-decoder.ts";
import { createExtractor } from "../extract/create-extractor.ts";
import type { RecordExtractor } from "../extract/record-extractor.ts";
import { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import { createRequester } from "../request/requester.ts";
import type { Requester } from "../request/requester-call.ts";
import type { RetrieverOptions } from "../stream/retriever-options.ts";
import { createSimpleRetriever } from "../stream/simple-retriever.ts";
import type { Retriever } from "../stream/retriever.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import { TracedError } from "../stream/traced-error.ts";
import { targetsOf } from "./targets-of.ts";
import { AsyncJob, type JobStatus } from "./async-job.ts";

/** The requests of an AsyncRetriever. */
export class JobApi {
  readonly #component: Component;
  readonly #options: RetrieverOptions;
  readonly #statusExtractor: RecordExtractor;
  readonly #targetExtractor: RecordExtractor | undefined;
  readonly #download: Retriever;
  readonly #requesters: Readonly<Record<"creation" | "polling" | "abort" | "delete" | "target", Requester | undefined>>;
  readonly #statuses: ReadonlyMap<string, JobStatus>;

  constructor(component: Component, options: RetrieverOptions) {
    const { engine, name } = options;
    const decoder = createDecoder(component.child("decoder"));
    const target = component.child("download_target_extractor");
    const requester = (field: string, purpose: string): Requester | undefined => {
      const child = component.child(field);
      return child === undefined ? undefined : createRequester(child, { engine, name: `job ${purpose} - ${name}` });
    };
    if (component.child("download_target_requester") !== undefined && target === undefined)
      throw new PythonError(
        "ValueError",
        "`download_target_extractor` required if using a `download_target_requester`",
      );
    this.#component = component;
    this.#options = options;
    this.#statusExtractor = createExtractor(component.required("status_extractor"), decoder, engine);
    this.#targetExtractor = target === undefined ? undefined : createExtractor(target, decoder, engine);
    this.#requesters = {
      creation: requester("creation_requester", "creation"),
      polling: requester("polling_requester", "polling"),
      abort: requester("abort_requester", "abort"),
      delete: requester("delete_requester", "delete"),
      target: requester("download_target_requester", "extract_url"),
    };
    this.#download = createDownload(component, options);
    this.#statuses = readStatuses(component.required("status_mapping"), engine.config);
  }

  /** Milliseconds a job may run. */
  get timeout(): number {
    return (this.#readNumber("polling_job_timeout") || 60) * 60_000;
  }

  /** Milliseconds before a failed job is replaced; undefined where it is at once. */
  get retryWait(): number | undefined {
    const seconds = this.#readNumber("failed_retry_wait_time_in_seconds");
    return seconds === 0 ? undefined : seconds * 1000;
  }

  async start(slice: StreamSlice, attempt: number): Promise<AsyncJob> {
    const creation = await this.#requesters.creation?.send({ slice, options: targetsOf(this.#options.cursor, slice) });
    if (creation?.ok !== true) throw internal("Always expect a response or an exception from creation_requester");
    return new AsyncJob({ slice, creation, attempt, timeout: this.timeout });
  }

  async poll(job: AsyncJob): Promise<void> {
    const response = await this.#requesters.polling?.send({ slice: describeJob(job) });
    if (response === undefined) throw internal("Polling Requester received an empty Response.");
    const written = printPython(await firstOf(this.#statusExtractor, response));
    const status = this.#statuses.get(written);
    if (status === undefined)
      throw new PythonError(
        "ValueError",
        `API status \`${written}\` is unknown. Contact the connector developer to make sure this status is supported.`,
      );
    job.update(status);
    if (status === "completed") job.polling = response;
  }

  /** The downloaded records of a completed job, which is deleted afterwards. */
  async *fetch(job: AsyncJob): AsyncGenerator<PythonValue[]> {
    for await (const target of this.#findTargets(job)) {
      const { partition, cursorSlice, extraFields } = describeJob(job, { download_target: target });
      const slice = new StreamSlice({ partition, cursorSlice, extraFields });
      for await (const records of this.#download.read(slice, {})) yield records.map(({ data }) => data);
    }
    await this.#requesters.delete?.send({ slice: describeJob(job) });
  }

  async abort(job: AsyncJob): Promise<void> {
    if (job.creation !== undefined) await this.#requesters.abort?.send({ slice: describeJob(job) });
  }

  async *#findTargets(job: AsyncJob): AsyncGenerator<PythonValue> {
    if (this.#targetExtractor === undefined) {
      yield "";
      return;
    }
    const slice = new StreamSlice({ extraFields: { polling_response: describeAnswer(job.polling) } });
    const answer = this.#requesters.target === undefined ? job.polling : await this.#requesters.target.send({ slice });
    if (answer === undefined || !answer.ok)
      throw internal("Always expect a response or an exception from download_target_requester");
    for await (const targets of this.#targetExtractor.extract(answer)) yield* targets;
  }

  #readNumber(field: string): number {
    const value = this.#component.value(field);
    if (value === undefined) return 0;
    return Number(new Template(printPython(value), this.#options.engine.config).evaluate());
  }
}

/** The slice of a job with the answers templates may use. */
function describeJob(job: AsyncJob, more: PythonDict = {}): StreamSlice {
  const { partition, cursorSlice, extraFields } = job.slice;
  const answers: PythonDict = { creation_response: describeAnswer(job.creation) };
  if (job.polling !== undefined) answers["polling_response"] = describeAnswer(job.polling);
  return new StreamSlice({ partition, cursorSlice, extraFields: { ...extraFields, ...more, ...answers } });
}

/** An answer's body with its headers and its request beside. */
function describeAnswer(response: HttpResponse | undefined): PythonDict {
  if (response === undefined) return {};
  const { url, method, headers, body } = response.request;
  return { headers: response.headers, request: { url, method, headers, body: body ?? null }, ...response.dict() };
}

async function firstOf(extractor: RecordExtractor, response: HttpResponse): Promise<PythonValue> {
  for await (const [first] of extractor.extract(response)) if (first !== undefined) return first;
  return null;
}

/** Records of a download are filtered, transformed and normalised by the retriever's own selector, not here. */
function createDownload(component: Component, options: RetrieverOptions): Retriever {
  const extractor = component.value("download_extractor") ?? { type: "DpathExtractor", field_path: [] };
  const fields: PythonDict = {
    type: "SimpleRetriever",
    requester: component.value("download_requester") ?? null,
    record_selector: { type: "RecordSelector", extractor },
    paginator: component.value("download_paginator") ?? null,
    decoder: component.value("download_decoder") ?? null,
  };
  return createSimpleRetriever(new Component(fields, component.path), {
    engine: options.engine,
    name: `job download - ${options.name}`,
  });
}

function readStatuses(mapping: Component, config: PythonDict): ReadonlyMap<string, JobStatus> {
  const statuses = new Map<string, JobStatus>();
  for (const status of ["running", "completed", "failed", "timeout", "skipped"] as const)
    for (const written of mapping.list(status))
      statuses.set(
        printPython(typeof written === "string" ? new Template(written, config).evaluate() : written),
        status,
      );
  return statuses;
}

function internal(message: string): TracedError {
  return new TracedError("Something went wrong in the connector. See the logs for more details.", {
    internalMessage: message,
  });
}
