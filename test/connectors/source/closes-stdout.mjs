#!/usr/bin/env node
// Closes its standard output after a good read, and stays alive.
import { closeSync } from "node:fs";
import { runConnector } from "../base/connector.mjs";
import { hang } from "../base/hang.mjs";
import { itemStreams, wholeStream } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  async *read() {
    yield* wholeStream(10);
    closeSync(1);
    await hang();
  },
});
