import type { CallOptions, Dataset } from "../dataset/dataset.ts";
import { guardCall } from "./guard-call.ts";

/** A dataset that opens its cache when it is first read. */
export function createGuardedDataset(
  cache: string,
  inner: Dataset,
  open: (options?: CallOptions) => Promise<void>,
): Dataset {
  const call = async <Result>(options: CallOptions | undefined, read: () => Promise<Result>): Promise<Result> => {
    await open(options);
    return await guardCall(cache, options, read);
  };
  return {
    key: inner.key,
    table: (options) => call(options, () => inner.table(options)),
    columns: (options) => call(options, () => inner.columns(options)),
    count: (options) => call(options, () => inner.count(options)),
    async *rows(options) {
      await open(options);
      for await (const row of inner.rows(options)) {
        options?.signal?.throwIfAborted();
        yield row;
      }
    },
  };
}
