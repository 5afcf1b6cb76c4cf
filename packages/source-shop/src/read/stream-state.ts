import type { StreamState } from "../message.ts";
import type { ShopStream } from "../record/shop-stream.ts";
import { countBefore } from "../record/growth.ts";
import { ConfigError } from "../shop-error.ts";

/** The states by stream name, from the array of state messages that `--state` names. */
export function parseStates(input: unknown): Map<string, unknown> {
  if (!Array.isArray(input)) throw new ConfigError("The state is not a list of state messages.");
  return new Map(
    input.map((entry: unknown) => {
      if (!isStreamState(entry))
        throw new ConfigError(`This source knows states of type STREAM only, not ${JSON.stringify(entry)}.`);
      return [entry.stream.stream_descriptor.name, entry.stream.stream_state];
    }),
  );
}

/** The index of the first record which a state leaves to read: by its `count`, or where that is missing after its `updated_at`. */
export function countRead(state: unknown, stream: ShopStream): number {
  const { count, updated_at: cursor } = (state ?? { count: 0 }) as { count?: unknown; updated_at?: unknown };
  if (Number.isSafeInteger(count) && Number(count) >= 0) return Number(count);
  const time = typeof cursor === "string" ? Date.parse(cursor) : NaN;
  if (count === undefined && !Number.isNaN(time)) return countBefore(time + 1, stream.early);
  throw new ConfigError(`The state of ${stream.name} is not one of this source: ${JSON.stringify(state)}.`);
}

function isStreamState(entry: unknown): entry is StreamState {
  const { stream } = (entry ?? {}) as { stream?: { stream_descriptor?: { name?: unknown } } };
  return typeof stream?.stream_descriptor?.name === "string";
}
