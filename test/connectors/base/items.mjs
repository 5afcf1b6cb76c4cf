import { record, streamState, streamStatus } from "./message.mjs";

/** The catalog of most connectors here: one stream with a number and a text. */
export function itemStreams(name = "items") {
  return [
    {
      name,
      json_schema: { type: "object", properties: { id: { type: "integer" }, name: { type: ["null", "string"] } } },
      supported_sync_modes: ["full_refresh", "incremental"],
      source_defined_cursor: true,
      default_cursor_field: ["id"],
      source_defined_primary_key: [["id"]],
    },
  ];
}

/** RECORD messages of the items from one number up to, not including, another. */
export function items(from, to) {
  return Array.from({ length: to - from }, (_, index) =>
    record("items", { id: from + index, name: `item ${from + index}` }),
  );
}

/** The statuses before the first record. */
export function starting() {
  return [streamStatus("items", "STARTED"), streamStatus("items", "RUNNING")];
}

/** A state for so many records, and COMPLETE. */
export function ending(count) {
  return [streamState("items", { done: count }), streamStatus("items", "COMPLETE")];
}

/** A good read of so many items. */
export function wholeStream(count) {
  return [...starting(), ...items(0, count), ...ending(count)];
}
