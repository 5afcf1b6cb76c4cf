#!/usr/bin/env node
// Prints the `api_key` of its config wherever it can: logs, stderr, check message, trace error, a record, a line that is no message.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, starting } from "../base/items.mjs";
import { connectionStatus, log, record, traceError } from "../base/message.mjs";
import { printError } from "../base/print.mjs";

await runConnector({
  properties: { api_key: { type: "string", airbyte_secret: true }, exit: { type: "integer" } },
  required: ["api_key"],
  streams: itemStreams(),
  check: ({ config }) => [
    log("INFO", `checking ${config.api_key}`),
    connectionStatus("FAILED", `The key ${config.api_key} was refused.`),
  ],
  *read({ config: { api_key, exit = 1 } }) {
    printError(`GET https://example.com/?key=${api_key}\n`);
    yield log("WARN", `the key is ${api_key}`);
    yield `not a message: ${api_key}`;
    yield* starting();
    yield record("items", { id: 1, name: "no secret" });
    yield traceError(`The key ${api_key} was refused.`, {
      internal_message: `key=${api_key}`,
      stack_trace: `in request(key=${api_key})`,
    });
    process.exitCode = exit;
  },
});
