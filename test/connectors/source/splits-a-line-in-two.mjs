#!/usr/bin/env node
// Writes every record in two parts with a pause between them; the cut lies inside a character of four bytes.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, ending, starting } from "../base/items.mjs";
import { record } from "../base/message.mjs";
import { pause, print } from "../base/print.mjs";

await runConnector({
  properties: { pause_ms: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    yield* starting();
    for (let id = 0; id < 3; id++) {
      const line = Buffer.from(`${JSON.stringify(record("items", { id, name: "half 🚀 half" }))}\n`);
      const cut = line.indexOf(Buffer.from("🚀")) + 1 + id;
      print(line.subarray(0, cut));
      pause(config.pause_ms ?? 20);
      print(line.subarray(cut));
    }
    yield* ending(3);
  },
});
