#!/usr/bin/env node
// Logs and other lines come before the answer to every command.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { catalog, connectionStatus, log, spec } from "../base/message.mjs";

const LOGS = [log("INFO", "starting"), "a line that is no message", log("WARN", "nothing to worry about")];

await runConnector({
  spec: () => [...LOGS, spec({ type: "object", properties: { account: { type: "string" } } })],
  check: () => [...LOGS, connectionStatus("SUCCEEDED")],
  discover: () => [...LOGS, catalog(itemStreams())],
  read: () => [...LOGS, ...wholeStream(10)],
});
