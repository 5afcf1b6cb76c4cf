#!/usr/bin/env node
// `columns` columns (default 200) of mixed types in `records` rows (default 1000).
import { runConnector } from "../base/connector.mjs";
import { ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";

const TYPES = [{ type: "integer" }, { type: "string" }, { type: "number" }, { type: "boolean" }, { type: "object" }];
const VALUES = [(n) => n, (n) => `text ${n}`, (n) => n / 4, (n) => n % 2 === 0, (n) => ({ n })];
const fieldsOf = ({ columns = 200 }) =>
  Array.from({ length: columns - 1 }, (_, index) => [`column_${index}`, index % TYPES.length]);

await runConnector({
  properties: { columns: { type: "integer" }, records: { type: "integer" } },
  streams: (config) => [describe(fieldsOf(config))],
  *read({ config }) {
    const fields = fieldsOf(config);
    const records = config.records ?? 1000;
    yield* starting();
    for (let id = 0; id < records; id++) {
      yield record("items", {
        id,
        ...Object.fromEntries(fields.map(([name, type], index) => [name, VALUES[type](id + index)])),
      });
    }
    yield* ending(records);
  },
});

function describe(fields) {
  const properties = {
    id: { type: "integer" },
    ...Object.fromEntries(fields.map(([name, type]) => [name, TYPES[type]])),
  };
  return {
    name: "items",
    json_schema: { type: "object", properties },
    supported_sync_modes: ["full_refresh"],
    source_defined_primary_key: [["id"]],
  };
}
