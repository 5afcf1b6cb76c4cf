#!/usr/bin/env node
// Lines that are no messages stand between good ones, at every command.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";
import { catalog, connectionStatus, spec } from "../base/message.mjs";

const GARBAGE = [
  "",
  "   ",
  "Loading 3 modules …",
  "42",
  "null",
  '"RECORD"',
  "[]",
  "{}",
  '{"type":null}',
  '{"type":"FUTURE","future":{}}',
  '{"type":"RECORD"',
  '{"level":"INFO","message":"a log of another kind"}',
  "Traceback (most recent call last):",
  "\u001b[32mgreen\u001b[0m",
];

await runConnector({
  spec: () => [...GARBAGE, spec({ type: "object" }), ...GARBAGE],
  check: () => [...GARBAGE, connectionStatus("SUCCEEDED"), ...GARBAGE],
  discover: () => [...GARBAGE, catalog(itemStreams()), ...GARBAGE],
  *read() {
    yield* starting();
    for (const message of items(0, 10)) yield* [message, ...GARBAGE];
    yield* ending(10);
  },
});
