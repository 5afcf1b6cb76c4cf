#!/usr/bin/env node
// Records with half a surrogate pair, written as an escape: in a value, in a nested value, in a key.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":100,"name":"a\\ud800z"}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":101,"name":"fine \\ud83d\\ude80"}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":102,"extra":{"deep":["\\udc00"]}}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":103,"key \\ud800":1}}}`;
    yield* items(5, 10);
    yield* ending(10);
  },
});
