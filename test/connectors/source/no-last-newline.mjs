#!/usr/bin/env node
// The last line, a COMPLETE status, has no line end; nor has the answer to any other command.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { catalog, connectionStatus, spec } from "../base/message.mjs";

await runConnector({
  spec: () => withoutLastNewline([spec({ type: "object" })]),
  check: () => withoutLastNewline([connectionStatus("SUCCEEDED")]),
  discover: () => withoutLastNewline([catalog(itemStreams())]),
  read: () => withoutLastNewline(wholeStream(10)),
});

function withoutLastNewline(messages) {
  return [Buffer.from([...messages].map((message) => JSON.stringify(message)).join("\n"))];
}
