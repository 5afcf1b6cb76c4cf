#!/usr/bin/env node
// Streams of deterministic rows, mixed, with one GLOBAL state after every so many rows of all of them; reads on from it.
import { runConnector } from "../base/connector.mjs";

import { globalState, record, streamStatus } from "../base/message.mjs";
import { pause } from "../base/print.mjs";
import { row, rowStream } from "../base/row.mjs";

const DEFAULTS = {
  streams: ["first", "second"],
  records: 1000,
  records_per_state: 300,
  seed: 1,
  distinct_keys: 0,
  delay_ms: 0,
};
const options = (config) => ({ ...DEFAULTS, ...config });
const integer = { type: "integer" };
const properties = {
  streams: { type: "array" },
  records: integer,
  records_per_state: integer,
  seed: integer,
  distinct_keys: integer,
  delay_ms: integer,
};

await runConnector({ properties, streams: (config) => options(config).streams.map((name) => rowStream(name)), read });

function* read({ config, catalog, state = [] }) {
  const { records, records_per_state, seed, distinct_keys, delay_ms } = options(config);
  const names = catalog.streams.map(({ stream }) => stream.name);
  const done = Object.fromEntries(names.map((name) => [name, { done: countDone(state, name) }]));
  const shared = () => ({ position: Object.values(done).reduce((sum, entry) => sum + entry.done, 0) });
  let sinceState = 0;
  for (const name of names) yield streamStatus(name, "STARTED");
  while (names.some((name) => done[name].done < records)) {
    for (const name of names) {
      if (done[name].done >= records) continue;
      yield record(name, row(name, done[name].done++, { seed, distinctKeys: distinct_keys }));
      if (++sinceState < records_per_state) continue;
      yield globalState(shared(), done, { recordCount: sinceState });
      pause(delay_ms);
      sinceState = 0;
    }
  }
  yield globalState(shared(), done, { recordCount: sinceState });
  for (const name of names) yield streamStatus(name, "COMPLETE");
}

/** A stream without an entry in the state starts from its first row, whatever the shared state says. */
function countDone(state, name) {
  const entries = state.find((entry) => entry.global)?.global.stream_states ?? [];
  return entries.find((entry) => entry.stream_descriptor.name === name)?.stream_state?.done ?? 0;
}
