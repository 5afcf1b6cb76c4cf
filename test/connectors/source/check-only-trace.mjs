#!/usr/bin/env node
// Check prints a TRACE ERROR and no CONNECTION_STATUS, and exits 1.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { traceError } from "../base/message.mjs";

await runConnector({
  streams: itemStreams(),
  check() {
    process.exitCode = 1;
    return [
      traceError("The config could not be used.", {
        failure_type: "config_error",
        internal_message: "KeyError: 'account'",
      }),
    ];
  },
  read: () => wholeStream(10),
});
