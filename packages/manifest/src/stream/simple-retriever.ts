import { createDecoder } from "../decode/create-decoder.ts";
import { createRecordSelector, type RecordSelector } from "../extract/record-selector.ts";
import type { Component } from "../load/component.ts";
import { createPaginator } from "../paginate/create-paginator.ts";
import type { Paginator } from "../paginate/paginator.ts";
import { isTrue } from "../python/is-true.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { mergeOptions, type RequestOptions } from "../request/merge-options.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { RequestTarget } from "../request/request-option.ts";
import { createRequester } from "../request/requester.ts";
import type { Requester } from "../request/requester-call.ts";
import type { PageToken } from "../request/slice-context.ts";
import { PageSignal } from "../retry/page-signal.ts";
import { findEmbeddedResponse, readsEmbeddedPages } from "./embedded-response.ts";
import type { RetrieverOptions } from "./retriever-options.ts";
import type { Page } from "./page.ts";
import { createPageSizeReducer, reducePageSize } from "./page-size-reducer.ts";
import { PaginationTracker } from "./pagination-tracker.ts";
import { createQueryProperties, type QueryProperties } from "./query-properties.ts";
import type { Retriever } from "./retriever.ts";
import type { StreamRecord } from "./stream-record.ts";
import { splitWindow } from "./split-window.ts";
import type { StreamSlice } from "./stream-slice.ts";

const targets: readonly RequestTarget[] = ["request_parameter", "header", "body_data", "body_json"];

/** The retriever of a SimpleRetriever component: page after page of one request. */
export function createSimpleRetriever(component: Component, options: RetrieverOptions): Retriever {
  return new SimpleRetriever(component, options);
}

function readsByDecoder(component: Component): boolean {
  const type = component.required("record_selector").child("extractor")?.type;
  return type !== "ResponseToFileExtractor";
}

class SimpleRetriever implements Retriever {
  readonly #component: Component;
  readonly #options: RetrieverOptions;
  readonly #requester: Requester;
  readonly #paginator: Paginator;
  readonly #selector: RecordSelector;
  readonly #properties: QueryProperties | undefined;
  readonly #dropsSliceOptions: boolean;
  readonly #readsEmbedded: boolean;

  constructor(component: Component, options: RetrieverOptions) {
    const { engine, cursor, name } = options;
    const { config } = engine;
    const isWanted =
      cursor === undefined ? undefined : (record: StreamRecord): boolean => cursor.shouldBeSynced(record);
    const decoder = createDecoder(component.child("decoder"));
    const requester = component.required("requester");
    this.#component = component;
    this.#options = options;
    this.#selector = createRecordSelector(component.required("record_selector"), {
      engine,
      decoder,
      transformations: options.transformations ?? [],
      isWanted: options.isClientSideIncremental === true && options.isDataFeed !== true ? isWanted : undefined,
      transformsFirst: options.isClientSideIncremental,
    });
    const properties = createQueryProperties(requester, engine, name);
    this.#properties = properties?.properties;
    this.#requester = createRequester(requester, {
      name,
      engine,
      useCache: options.useCache,
      stream: decoder.streams,
      // A file is read by its extractor, whatever the decoder is.
      findProblem: readsByDecoder(component) ? decoder.findProblem : undefined,
      propertiesKey: properties?.parameter,
    });
    this.#paginator = createPaginator(component.child("paginator"), {
      config,
      decoder,
      isWanted: options.isDataFeed === true ? isWanted : undefined,
    });
    this.#dropsSliceOptions = component.flag("ignore_stream_slicer_parameters_on_paginated_requests");
    this.#readsEmbedded = readsEmbeddedPages(component, {
      hasState: options.hasState === true,
      incrementalSync: options.incrementalSync,
    });
  }

  async *read(slice: StreamSlice, schema: PythonDict): AsyncGenerator<StreamRecord[]> {
    for await (const records of this.#readWindow(slice, schema, 0)) {
      const own = records.map((record) => (record.slice === slice ? record : { ...record, slice }));
      if (own.length > 0) yield own;
    }
  }

  /** The pages of a slice, or those of smaller ones where the API asks for a smaller window. */
  async *#readWindow(slice: StreamSlice, schema: PythonDict, depth: number): AsyncGenerator<StreamRecord[]> {
    const { cursor, isDataFeed, name } = this.#options;
    try {
      for await (const records of this.#readPages(slice, schema))
        // A data feed's last page also holds records that were read before: paging had to see them.
        yield isDataFeed === true && cursor !== undefined
          ? records.filter((record) => cursor.shouldBeSynced(record))
          : records;
    } catch (error) {
      if (!(error instanceof PageSignal && error.action === "SPLIT_REQUEST_WINDOW")) throw error;
      const parts = splitWindow({
        component: this.#component,
        cursor,
        slice,
        depth,
        name,
        reason: error.resolution.message,
      });
      for (const part of parts) yield* this.#readWindow(part, schema, depth + 1);
    }
  }

  async *#readPages(original: StreamSlice, schema: PythonDict): AsyncGenerator<StreamRecord[]> {
    const reset = this.#component.child("pagination_reset");
    const tracker = new PaginationTracker(reset, this.#options.cursor);
    const reducer = createPageSizeReducer(
      this.#component.child("page_size_reduction"),
      this.#paginator.pageSize(),
      this.#options.name,
    );
    let slice = original;
    let token = this.#firstToken();
    let embedded = this.#readsEmbedded ? findEmbeddedResponse(original) : undefined;
    for (;;) {
      const page: Page = {
        slice,
        token,
        schema,
        pageSize: reducer?.pageSize,
        embedded,
        size: 0,
        lastRecord: undefined,
        response: undefined,
      };
      let startsAgain = false;
      embedded = undefined;
      try {
        for await (const records of this.#readPage(page)) {
          tracker.observe(records);
          page.size += records.length;
          page.lastRecord = records.at(-1);
          yield records;
        }
        reducer?.succeed();
        if (page.response === undefined || !page.response.ok) return;
      } catch (error) {
        if (!(error instanceof PageSignal) || error.action === "SPLIT_REQUEST_WINDOW") throw error;
        if (error.action === "RESET_PAGINATION") startsAgain = true;
        else {
          await reducePageSize({ reducer, signal: error, read: page.size, name: this.#options.name });
          continue;
        }
      }
      if (startsAgain || tracker.hasReachedLimit) {
        token = this.#firstToken();
        slice = tracker.reduce(slice, original);
        continue;
      }
      const { response } = page;
      if (response === undefined) return;
      const next = await this.#paginator.nextToken({
        ...page,
        response,
        token: token?.next_page_token ?? null,
        slice: page.slice,
      });
      if (!isTrue(next)) return;
      token = { next_page_token: next };
    }
  }

  /** One page; of several requests where properties are asked for in portions. Their records are put together by key. */
  async *#readPage(page: Page): AsyncGenerator<StreamRecord[]> {
    if (this.#properties === undefined) {
      page.response = page.embedded ?? (await this.#fetch(page));
      if (page.response.ok) yield* this.#selector.select(page.response, page.schema, page.slice);
      return;
    }
    yield* this.#properties.readPage(
      page,
      async function* (this: SimpleRetriever) {
        page.response = await this.#fetch(page);
        if (page.response.ok) yield* this.#selector.select(page.response, page.schema, page.slice);
      }.bind(this),
    );
  }

  #fetch({ slice, token, pageSize }: Page): Promise<HttpResponse> {
    const { cursor } = this.#options;
    const asksSlice = cursor !== undefined && !(token !== null && this.#dropsSliceOptions);
    const options: Partial<Record<RequestTarget, RequestOptions>> = {};
    for (const target of targets) {
      const own = this.#paginator.options(target, token, pageSize);
      options[target] = mergeOptions(
        [own, asksSlice ? cursor.requestOptions(target, slice) : {}],
        target === "body_json",
      );
    }
    return this.#requester.send({ slice, token, path: this.#paginator.path(token), options });
  }

  #firstToken(): PageToken {
    const first: PythonValue = this.#paginator.initialToken();
    return first === null ? null : { next_page_token: first };
  }
}
