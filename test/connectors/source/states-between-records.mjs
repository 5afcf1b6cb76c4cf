#!/usr/bin/env node
// Streams of deterministic rows with a STREAM state after every so many; reads on from the state it is given. README.md lists the config.
import { runConnector } from "../base/connector.mjs";
import { estimate, record, streamState, streamStatus } from "../base/message.mjs";
import { pause } from "../base/print.mjs";
import { row, rowStream } from "../base/row.mjs";

const DEFAULTS = {
  streams: ["first", "second", "third"],
  records: 2000,
  records_per_state: 500,
  seed: 1,
  keyed: true,
  distinct_keys: 0,
  mixed: true,
  delay_ms: 0,
};
const properties = {
  streams: { type: "array", items: { type: "string" } },
  records: { type: ["integer", "object"] },
  records_per_state: { type: "integer" },
  seed: { type: "integer" },
  keyed: { type: "boolean" },
  distinct_keys: { type: "integer" },
  mixed: { type: "boolean" },
  delay_ms: { type: "integer" },
};

await runConnector({
  properties,
  streams: (config) => options(config).streams.map((name) => rowStream(name, options(config))),
  read,
});

function* read({ config, catalog, state = [] }) {
  const { mixed, ...rest } = options(config);
  const readers = catalog.streams.map(({ stream }) => readStream(stream.name, countDone(state, stream.name), rest));
  if (mixed) yield* takeTurns(readers);
  else for (const reader of readers) yield* reader;
}

function* readStream(stream, done, { records, records_per_state, seed, distinct_keys, delay_ms }) {
  const total = typeof records === "number" ? records : (records[stream] ?? 0);
  yield streamStatus(stream, "STARTED");
  yield estimate(stream, Math.max(0, total - done));
  yield streamStatus(stream, "RUNNING");
  let sequence = done;
  for (let sinceState = 0; sequence < total;) {
    yield record(stream, row(stream, sequence, { seed, distinctKeys: distinct_keys }));
    sequence++;
    sinceState++;
    if (sinceState < records_per_state && sequence < total) continue;
    yield streamState(stream, { done: sequence }, { recordCount: sinceState });
    pause(delay_ms);
    sinceState = 0;
  }
  if (sequence === done) yield streamState(stream, { done }, { recordCount: 0 });
  yield streamStatus(stream, "COMPLETE");
}

function* takeTurns(readers) {
  for (let open = readers; open.length > 0;) {
    const turns = open.map((reader) => [reader, reader.next()]).filter(([, turn]) => !turn.done);
    yield* turns.map(([, turn]) => turn.value);
    open = turns.map(([reader]) => reader);
  }
}

function countDone(state, stream) {
  return state.find((entry) => entry.stream?.stream_descriptor.name === stream)?.stream.stream_state?.done ?? 0;
}

function options(config) {
  return { ...DEFAULTS, ...config };
}
