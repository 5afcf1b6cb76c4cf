#!/usr/bin/env node
// Sends the rows its config holds: streams with schema, key, cursor and rows; no states, or one at the end of each stream. README.md lists the config.
import { runConnector } from "../base/connector.mjs";

import { record, streamState, streamStatus } from "../base/message.mjs";

const properties = { streams: { type: "array", items: { type: "object" } } };

await runConnector({
  properties,
  streams: ({ streams }) => streams.map(describe),
  *read({ config, catalog }) {
    const selected = new Set(catalog.streams.map(({ stream }) => stream.name));
    for (const { name, namespace, rows, state, status = "COMPLETE" } of config.streams) {
      if (!selected.has(name)) continue;
      yield streamStatus(name, "STARTED", { namespace });
      for (const data of rows) yield record(name, data, { namespace });
      if (state !== undefined) yield streamState(name, state, { recordCount: rows.length, namespace });
      yield streamStatus(name, status, { namespace });
    }
  },
});

function describe({ name, namespace, properties, key, cursor, modes = ["full_refresh"] }) {
  return {
    name,
    namespace,
    json_schema: { type: "object", properties },
    supported_sync_modes: modes,
    source_defined_primary_key: key?.map((field) => [field].flat()),
    ...(cursor && { source_defined_cursor: true, default_cursor_field: [cursor].flat() }),
  };
}
