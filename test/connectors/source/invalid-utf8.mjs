#!/usr/bin/env node
// Records with bytes that are not UTF-8: 0xFF, an overlong form, a character cut off.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";

const WRONG = [[0xff], [0xc0, 0xaf], [0xf0, 0x9f, 0x9a]];
const ENVELOPE = '{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":';

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    for (const [index, bytes] of WRONG.entries()) {
      yield Buffer.concat([
        Buffer.from(`${ENVELOPE}${100 + index},"name":"a`),
        Buffer.from(bytes),
        Buffer.from('z"}}}\n'),
      ]);
    }
    yield* items(5, 10);
    yield* ending(10);
  },
});
