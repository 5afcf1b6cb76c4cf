import type { Cache } from "../cache/cache.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { suggestName } from "../error/nearest-name.ts";
import { type StreamKey, streamId, streamLabel } from "../protocol/stream.ts";
import type { Dataset, DatasetKey } from "./dataset.ts";

/**
 * The dataset of one of a connection's streams, by name; a name that stands for one stream only needs no namespace. When
 * there is none, every call of the dataset rejects with NOT_IN_CACHE.
 */
export function findDataset(
  cache: Pick<Cache, "dataset">,
  connection: string,
  streams: readonly StreamKey[],
  wanted: StreamKey,
): Dataset {
  const exact = streams.find((stream) => streamId(stream) === streamId(wanted));
  const named = streams.filter(({ name }) => name === wanted.name);
  const found = exact ?? (wanted.namespace === undefined && named.length === 1 ? named[0] : undefined);
  if (found !== undefined) return cache.dataset({ connection, stream: found });
  return createMissingDataset({ connection, stream: wanted }, streams.map(streamLabel));
}

/** A dataset of something that is not there: every call rejects with NOT_IN_CACHE. */
function createMissingDataset(key: DatasetKey, streams: readonly string[]): Dataset {
  const label = streamLabel(key.stream);
  const reject = async (): Promise<never> => {
    throw new AirdockError(`Connection ${key.connection} has no stream ${label}.`, {
      code: "NOT_IN_CACHE",
      hint: suggestName(label, streams),
      data: { connection: key.connection, stream: label },
    });
  };
  return {
    key,
    table: reject,
    columns: reject,
    count: reject,
    rows: () => ({ [Symbol.asyncIterator]: () => ({ next: reject }) }),
  };
}
