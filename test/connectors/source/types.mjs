#!/usr/bin/env node
// One column of each Airbyte type; each row puts one more good or bad value into every column. The values are in base/type-values.mjs.
import { runConnector } from "../base/connector.mjs";
import { ending, starting } from "../base/items.mjs";
import { typeValues } from "../base/type-values.mjs";

const columns = Object.entries(typeValues);
const rows = Math.max(...columns.map(([, { good, bad }]) => good.length + bad.length));

await runConnector({
  streams: () => [describe()],
  *read() {
    yield* starting();
    for (let id = 0; id < rows; id++) yield line(id);
    yield* ending(rows);
  },
});

/** The values are JSON texts, since JavaScript cannot print all of them. */
function line(id) {
  const cells = columns.flatMap(([name, { good, bad }]) => {
    const value = [...good, ...bad][id];
    return value === undefined ? [] : [`,${JSON.stringify(name)}:${value}`];
  });
  return `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":${id}${cells.join("")}}}}`;
}

function describe() {
  const properties = Object.fromEntries(columns.map(([name, { schema }]) => [name, schema]));
  return {
    name: "items",
    json_schema: { type: "object", properties: { id: { type: "integer" }, ...properties } },
    supported_sync_modes: ["full_refresh"],
    source_defined_primary_key: [["id"]],
  };
}
