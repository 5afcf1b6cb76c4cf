import { isAirdockError, type Row } from "@airdock/core";
import type { CrashedCache } from "./crashed-cache.ts";

/** What a reader finds of one stream. */
export interface StreamContent {
  /** In the order in which the source numbers them; without what differs from one run to the next. */
  readonly rows: readonly Row[];
  /** How many records the saved state says are done; 0: there is none. */
  readonly done: number;
}

/** What a reader finds in a folder's cache, by stream. */
export async function readContent(
  crashed: CrashedCache,
  folder: string,
  streams: readonly string[],
): Promise<Readonly<Record<string, StreamContent>>> {
  await using cache = await crashed.open(folder);
  const found = await orNothing(cache.open({ access: "read" }).then(() => streams));
  const states = found.length === 0 ? [] : await cache.states("crash");
  const done = new Map(states.flatMap(({ text }) => readDone(text)));
  const content: Record<string, StreamContent> = {};
  for (const name of streams) {
    const dataset = cache.dataset({ connection: "crash", stream: { name } });
    const rows = found.includes(name) ? await orNothing(Array.fromAsync(dataset.rows())) : [];
    const sorted = rows.toSorted((a, b) => Number(a["sequence"]) - Number(b["sequence"]));
    content[name] = { rows: sorted.map(comparable), done: done.get(name) ?? 0 };
  }
  return content;
}

/** A cache that was killed before it was made, or before it had a stream, holds nothing. */
async function orNothing<Item>(items: Promise<readonly Item[]>): Promise<readonly Item[]> {
  try {
    return await items;
  } catch (error) {
    if (isAirdockError(error) && error.code === "NOT_IN_CACHE") return [];
    throw error;
  }
}

/** The streams of a STREAM or GLOBAL state, and how far each is. */
function readDone(text: string): [string, number][] {
  const { state } = JSON.parse(text) as {
    state: { stream?: StreamState; global?: { stream_states: readonly StreamState[] } };
  };
  const entries = state.stream === undefined ? (state.global?.stream_states ?? []) : [state.stream];
  return entries.map(({ stream_descriptor, stream_state }) => [stream_descriptor.name, stream_state.done]);
}

interface StreamState {
  readonly stream_descriptor: { readonly name: string };
  readonly stream_state: { readonly done: number };
}

function comparable({ _airbyte_raw_id, _airbyte_generation_id, _airbyte_meta, ...row }: Row): Row {
  const { changes } = _airbyte_meta as { changes: Row[string] };
  return { ...row, changes };
}
