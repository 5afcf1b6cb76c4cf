#!/usr/bin/env node
// Two streams with states as they were before state had types: one object for all streams; reads on from it.
import { runConnector } from "../base/connector.mjs";

import { legacyState, record, streamStatus } from "../base/message.mjs";
import { row, rowStream } from "../base/row.mjs";

const DEFAULTS = { streams: ["first", "second"], records: 1000, records_per_state: 300, seed: 1, typed: false };
const options = (config) => ({ ...DEFAULTS, ...config });
const integer = { type: "integer" };
const properties = {
  streams: { type: "array" },
  records: integer,
  records_per_state: integer,
  seed: integer,
  typed: { type: "boolean" },
};

await runConnector({ properties, streams: (config) => options(config).streams.map((name) => rowStream(name)), read });

function* read({ config, catalog, state = [] }) {
  const { records, records_per_state, seed, typed } = options(config);
  const done = { ...[state].flat().find((entry) => entry.data)?.data };
  for (const { stream } of catalog.streams) {
    yield streamStatus(stream.name, "STARTED");
    let sequence = done[stream.name] ?? 0;
    do {
      const end = Math.min(records, sequence + records_per_state);
      while (sequence < end) yield record(stream.name, row(stream.name, sequence++, { seed }));
      done[stream.name] = sequence;
      yield legacyState({ ...done }, { typed });
    } while (sequence < records);
    yield streamStatus(stream.name, "COMPLETE");
  }
}
