import { createDecoder } from "../decode/create-decoder.ts";
import { createRecordSelector } from "../extract/record-selector.ts";
import type { AsyncJob } from "../job/async-job.ts";
import { JobApi } from "../job/job-api.ts";
import { runJobs } from "../job/run-jobs.ts";
import type { Component } from "../load/component.ts";
import type { RetrieverOptions } from "./retriever-options.ts";
import type { Retriever } from "./retriever.ts";
import { StreamSlice } from "./stream-slice.ts";

/** The retriever of an AsyncRetriever component: a job on the server per slice, whose results are downloaded when it is done. */
export function createAsyncRetriever(component: Component, options: RetrieverOptions): Retriever {
  const { engine } = options;
  const api = new JobApi(component, options);
  const jobs = new WeakMap<StreamSlice, AsyncJob>();
  const selector = createRecordSelector(component.required("record_selector"), {
    engine,
    decoder: createDecoder(component.child("decoder")),
    transformations: options.transformations ?? [],
  });
  return {
    async *slices(slices) {
      for await (const job of runJobs(slices, api, engine.jobs, engine)) {
        const { partition, cursorSlice } = job.slice;
        const slice = new StreamSlice({ partition, cursorSlice });
        jobs.set(slice, job);
        yield slice;
      }
    },
    async *read(slice, schema) {
      const job = jobs.get(slice);
      if (job !== undefined)
        for await (const portion of api.fetch(job)) yield* selector.process(portion, schema, slice);
    },
  };
}
