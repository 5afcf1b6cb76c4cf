import type { StreamState } from "../message.ts";
import { ConfigError } from "../config-error.ts";

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

function isStreamState(entry: unknown): entry is StreamState {
  const { stream } = (entry ?? {}) as { stream?: { stream_descriptor?: { name?: unknown } } };
  return typeof stream?.stream_descriptor?.name === "string";
}
