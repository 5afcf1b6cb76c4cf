import { setTimeout as sleep } from "node:timers/promises";
import type { Component } from "../load/component.ts";
import type { PageSignal } from "../retry/page-signal.ts";
import { TracedError } from "./traced-error.ts";

/** Makes the pages of one slice smaller when the API rejects them. */
export interface PageSizeReducer {
  /** The size to ask for in place of the manifest's; undefined before the first reduction. */
  readonly pageSize: number | undefined;
  /** Settles when the page may be asked for again. Rejects where it cannot be made any smaller. */
  reduce(reason: string | undefined): Promise<void>;
  /** A page was read. */
  succeed(): void;
}

/** The reducer of a PageSizeReduction; undefined where the manifest has none. */
export function createPageSizeReducer(
  component: Component | undefined,
  configured: number | undefined,
  name: string,
): PageSizeReducer | undefined {
  if (component === undefined) return undefined;
  const read = (field: string, fallback: number): number => Number(component.value(field) ?? fallback);
  const [factor, minimum, maxAttempts] = [
    read("reduction_factor", 2),
    read("minimum_page_size", 1),
    read("max_attempts", 5),
  ];
  const [backoff, spareRetries] = [read("backoff_seconds", 0.5), read("retries_at_minimum_page_size", 0)];
  const resets = component.value("reset_policy") === "AFTER_SUCCESSFUL_PAGE";
  const advice = component.text("failure_message")?.trim() ?? "";
  const fail = (message: string): TracedError =>
    new TracedError(advice === "" ? message : `${message} ${advice}`, { failureType: "transient_error" });
  let current: number | undefined;
  let [attempts, retries] = [0, 0];
  return {
    get pageSize() {
      return current;
    },
    async reduce() {
      if (configured === undefined)
        throw new TracedError(
          `Stream ${name} is set up to reduce its page size on error but does not define one. Set \`page_size\` on the pagination strategy and \`page_size_option\` on the paginator.`,
          { failureType: "config_error" },
        );
      const size = current ?? configured;
      const reduced = Math.max(minimum, Math.floor(size / factor));
      if (reduced >= size) {
        retries += 1;
        if (retries > spareRetries)
          throw fail(
            `The source keeps rejecting pages of stream ${name} at the smallest page size the connector is allowed to request (${size} records per page).`,
          );
        await sleep(backoff * retries * 1000);
        return;
      }
      attempts += 1;
      if (attempts > maxAttempts)
        throw fail(
          `The source keeps rejecting pages of stream ${name} at every page size the connector requested, down to ${size} records per page.`,
        );
      current = reduced;
      await sleep(backoff * attempts * 1000);
    },
    succeed() {
      attempts = 0;
      retries = 0;
      if (resets) current = undefined;
    },
  };
}

/** Answers a REDUCE_PAGE_SIZE. Fails where the manifest has no reduction, or where records of the page are out already. */
export async function reducePageSize(parts: {
  readonly reducer: PageSizeReducer | undefined;
  readonly signal: PageSignal;
  readonly read: number;
  readonly name: string;
}): Promise<void> {
  const { reducer, signal, read, name } = parts;
  if (reducer === undefined)
    throw new TracedError(
      `Stream ${name} asked for a smaller page size, but its retriever does not define a \`page_size_reduction\`.`,
      { failureType: "config_error" },
    );
  if (read > 0)
    throw new TracedError(
      `Stream ${name} asked for a smaller page size in the middle of a page. The page cannot be requested again without duplicating the records already read from it. Move the REDUCE_PAGE_SIZE action to the error handler of the stream's main requester.`,
      { failureType: "config_error" },
    );
  await reducer.reduce(signal.resolution.message);
}
