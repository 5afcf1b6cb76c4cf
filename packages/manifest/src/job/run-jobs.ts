import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../stream/engine.ts";
import { describeError } from "../stream/describe-error.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import { TracedError } from "../stream/traced-error.ts";
import { AsyncJob } from "./async-job.ts";
import type { JobApi } from "./job-api.ts";
import type { JobBudget } from "./job-budget.ts";

/** Milliseconds between two looks at the jobs' states. */
const pollInterval = 5000;
const maxAttempts = 3;

/**
 * Runs a job per slice, as many at a time as the budget allows, and gives each when it is completed. A failed job is tried three
 * times and does not stop the others; it is reported at the end. A failure of the config stops all.
 */
export async function* runJobs(
  slices: AsyncIterable<StreamSlice>,
  api: JobApi,
  budget: JobBudget,
  engine: Engine,
): AsyncGenerator<AsyncJob> {
  const waiting = slices[Symbol.asyncIterator]();
  const failures: string[] = [];
  let next: IteratorResult<StreamSlice> | undefined;
  let running: AsyncJob[] = [];
  const start = (slice: StreamSlice, attempt: number): Promise<AsyncJob> => startJob(slice, attempt, api, engine);
  try {
    for (;;) {
      running = await Promise.all(
        running.map((job) => (isReplaceable(job, api) ? start(job.slice, job.attempt + 1) : job)),
      );
      while (budget.hasRoom) {
        next ??= await waiting.next();
        if (next.done === true) break;
        budget.take();
        running.push(await start(next.value, 1));
        next = undefined;
      }
      next ??= budget.hasRoom ? await waiting.next() : undefined;
      if (running.length === 0 && next?.done === true) break;
      for (const job of running) if (job.status === "running") await api.poll(job);
      const kept: AsyncJob[] = [];
      for (const job of running) {
        const { status } = job;
        if (status === "running") kept.push(job);
        else if (status === "completed" || status === "skipped") {
          budget.free();
          if (status === "completed") yield job;
        } else {
          if (status === "timeout") await api.abort(job);
          if (job.attempt < maxAttempts) kept.push(job);
          else {
            budget.free();
            failures.push("Async job failed after exhausting all retry attempts.");
          }
        }
      }
      running = kept;
      if (running.some(({ status }) => status === "running") || (running.length === 0 && next?.done !== true))
        await pause(engine);
    }
  } finally {
    for (const job of running) {
      if (job.status === "running") await api.abort(job).catch(() => undefined);
      budget.free();
    }
  }
  if (failures.length > 0)
    throw new TracedError("One or more async jobs failed after exhausting all retry attempts.", {
      internalMessage: failures.join("\n"),
    });
}

/** A job that cannot be created counts as a failed one, and its reason is told at once. */
async function startJob(slice: StreamSlice, attempt: number, api: JobApi, engine: Engine): Promise<AsyncJob> {
  try {
    return await api.start(slice, attempt);
  } catch (error) {
    if (error instanceof TracedError && error.failureType === "config_error") throw error;
    engine.messages.error(describeError(error));
    return new AsyncJob({ slice, creation: undefined, attempt, timeout: Infinity });
  }
}

function isReplaceable(job: AsyncJob, api: JobApi): boolean {
  if (job.status !== "failed" && job.status !== "timeout") return false;
  const { retryWait } = api;
  if (retryWait === undefined || job.status === "timeout" || job.creation === undefined) return true;
  job.retryAt ??= performance.now() + retryWait;
  return performance.now() >= job.retryAt;
}

async function pause(engine: Engine): Promise<void> {
  await sleep(pollInterval, undefined, { signal: engine.signal });
}
