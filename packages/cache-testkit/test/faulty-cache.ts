import type { BeginPlan, Cache, CacheRun, Dataset, FinalizePart, StoredState, StreamPlan } from "@airdock/core";
import { createMemoryCache } from "@airdock/core/testing";

/** A way to be wrong: what is changed on the way into a cache that is right, or out of it. */
interface Fault {
  readonly plan?: (plan: StreamPlan) => StreamPlan;
  readonly begin?: (plan: BeginPlan) => BeginPlan;
  readonly finalize?: (part: FinalizePart) => FinalizePart;
  readonly states?: (states: readonly StoredState[]) => readonly StoredState[];
  readonly rows?: Dataset["rows"] extends (...options: never) => infer Rows ? (rows: Rows) => Rows : never;
  readonly connection?: (name: string) => string;
}

/** Faults a cache could have. */
export const faults: Readonly<Record<string, Fault>> = {
  "merges nothing": { plan: (plan) => (plan.mode === "merge" ? { ...plan, mode: "append" } : plan) },
  "replaces nothing": { plan: (plan) => (plan.mode === "replace" ? { ...plan, mode: "append" } : plan) },
  "merges what is appended": {
    plan: (plan) => (plan.mode === "append" ? { ...plan, mode: "merge", primaryKey: [["id"], ["name"]] } : plan),
  },
  "ignores the cursor": { plan: ({ cursor: _, ...plan }) => plan },
  "takes the first part of a key for the key": {
    plan: (plan) => ({ ...plan, primaryKey: plan.primaryKey.slice(0, 1) }),
  },
  "takes the first part of a path for the path": {
    plan: (plan) => ({ ...plan, primaryKey: plan.primaryKey.map((path) => path.slice(0, 1)) }),
  },
  "keeps deleted rows": { plan: (plan) => ({ ...plan, deletes: "soft" }) },
  "ignores what is undeclared": { plan: (plan) => ({ ...plan, undeclared: "ignore" }) },
  "adds what is to be ignored": { plan: (plan) => ({ ...plan, undeclared: "add" }) },
  "never stops at a changed type": { plan: (plan) => ({ ...plan, onTypeChange: "widen" }) },
  "refreshes nothing": { begin: (plan) => ({ ...plan, refresh: [] }) },
  "keeps what a refresh is to remove": {
    begin: (plan) => ({ ...plan, refresh: plan.refresh.map((refresh) => ({ ...refresh, keep: true })) }),
  },
  "removes what a refresh is to keep": {
    begin: (plan) => ({ ...plan, refresh: plan.refresh.map((refresh) => ({ ...refresh, keep: false })) }),
  },
  "keeps a LEGACY state that is to go": { begin: ({ streams, refresh }) => ({ streams, refresh }) },
  "never completes a stream": {
    finalize: (part) => ({ ...part, streams: part.streams.map((stream) => ({ ...stream, complete: false })) }),
  },
  "completes every stream": {
    finalize: (part) => ({ ...part, streams: part.streams.map((stream) => ({ ...stream, complete: true })) }),
  },
  "forgets nothing": { finalize: (part) => ({ ...part, forget: [] }) },
  "saves states in another order": { finalize: (part) => ({ ...part, states: part.states.toReversed() }) },
  "prints states anew": {
    states: (states) => states.map((state) => ({ ...state, text: JSON.stringify(JSON.parse(state.text)) })),
  },
  "loses the last row": { rows: (rows) => dropLast(rows) },
  "tells no connections apart": { connection: () => "the one" },
  "tells connections apart without case": { connection: (name) => name.toLowerCase() },
};

/** A cache with the fault that the environment names: a module under test is told nothing else. */
export function createCache(): Cache {
  return breakCache(createMemoryCache(), faults[process.env["FAULT"] ?? ""] ?? {});
}

function breakCache(cache: Cache, { rows = same, states = same, connection = same, ...fault }: Fault): Cache {
  const close = () => cache.close();
  return {
    contract: 1,
    name: cache.name,
    supports: cache.supports,
    open: (options) => cache.open(options),
    startRun: async (start, options) =>
      breakRun(await cache.startRun({ ...start, connection: connection(start.connection) }, options), fault),
    connections: (options) => cache.connections(options),
    states: async (name, options) => states(await cache.states(connection(name), options)),
    runs: (options) => cache.runs(options),
    dataset: (key) => {
      const dataset = cache.dataset({ ...key, connection: connection(key.connection) });
      return { ...dataset, key, rows: (options) => rows(dataset.rows(options)) };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function breakRun(run: CacheRun, { plan = same, begin = same, finalize = same }: Fault): CacheRun {
  return {
    ...{ id: run.id, token: run.token, startedAt: run.startedAt, streams: run.streams, states: run.states },
    begin: (wish, options) => run.begin(begin({ ...wish, streams: wish.streams.map(plan) }), options),
    finalize: (part, options) => run.finalize(finalize(part), options),
    setStates: (states, options) => run.setStates(states, options),
    reject: (records, options) => run.reject(records, options),
    renew: (options) => run.renew(options),
    finish: (report, options) => run.finish(report, options),
  };
}

async function* dropLast<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const all = await Array.fromAsync(items);
  yield* all.slice(0, -1);
}

function same<Value>(value: Value): Value {
  return value;
}
