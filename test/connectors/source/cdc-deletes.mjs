#!/usr/bin/env node
// A keyed stream with `_ab_cdc_deleted_at`: rows 0 to 9, then a newer version of row 1 and deletions of 2 and 3; row 3 comes back.
import { runConnector } from "../base/connector.mjs";
import { ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";

const time = { type: "string", format: "date-time", airbyte_type: "timestamp_with_timezone" };
const properties = {
  id: { type: "integer" },
  name: { type: "string" },
  _ab_cdc_updated_at: time,
  _ab_cdc_deleted_at: { ...time, type: ["null", "string"] },
};
const stream = {
  name: "items",
  json_schema: { type: "object", properties },
  supported_sync_modes: ["full_refresh", "incremental"],
  source_defined_cursor: true,
  default_cursor_field: ["_ab_cdc_updated_at"],
  source_defined_primary_key: [["id"]],
};

await runConnector({
  streams: () => [stream],
  *read() {
    yield* starting();
    for (let id = 0; id < 10; id++) yield change(id, `item ${id}`, 0, null);
    yield change(1, "item 1, newer", 1, null);
    yield change(2, null, 2, instant(2));
    yield change(3, null, 3, instant(3));
    yield change(3, "item 3, again", 4, null);
    yield* ending(14);
  },
});

function change(id, name, second, deleted) {
  return record("items", {
    id,
    ...(name !== null && { name }),
    _ab_cdc_updated_at: instant(second),
    _ab_cdc_deleted_at: deleted,
  });
}

function instant(second) {
  return `2024-01-01T00:00:0${second}Z`;
}
