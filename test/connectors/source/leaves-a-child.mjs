#!/usr/bin/env node
// Ends after a good read, but a child of its own lives on for `seconds` (default 20) and holds the pipe open. Says the child's pid in a LOG.
import { spawn } from "node:child_process";
import { runConnector } from "../base/connector.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";
import { log } from "../base/message.mjs";

await runConnector({
  properties: { seconds: { type: "integer" } },
  streams: itemStreams(),
  *read({ config }) {
    const child = spawn("sleep", [String(config.seconds ?? 20)], { stdio: ["ignore", "inherit", "inherit"] });
    child.unref();
    yield log("INFO", `pid ${child.pid}`);
    yield* wholeStream(10);
  },
});
