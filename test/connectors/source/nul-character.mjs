#!/usr/bin/env node
// Records with U+0000 in a value, in a nested value and in a key.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":100,"name":"a\\u0000z"}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":101,"extra":{"deep":["\\u0000"]}}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":102,"key \\u0000":1}}}`;
    yield* items(5, 10);
    yield* ending(10);
  },
});
