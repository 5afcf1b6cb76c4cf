#!/usr/bin/env node
// Records with `fields` more fields than the schema declares (default 3), of every JSON type.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";

const VALUES = [1, "text", { nested: true }, [1, 2], null, 2.5, false];

await runConnector({
  properties: { fields: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    for (let id = 0; id < 10; id++) {
      const extra = Array.from({ length: config.fields ?? 3 }, (_, index) => [
        `extra_${index}`,
        VALUES[(id + index) % VALUES.length],
      ]);
      yield record("items", { id, name: `item ${id}`, ...Object.fromEntries(extra) });
    }
    yield* ending(10);
  },
});
