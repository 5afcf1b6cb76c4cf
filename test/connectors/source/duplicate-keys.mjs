#!/usr/bin/env node
// Records in which a key stands twice: of the data, of a nested object, of the envelope. The last one counts.
import { runConnector } from "../base/connector.mjs";
import { items, itemStreams, ending, starting } from "../base/items.mjs";

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* items(0, 5);
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":100,"name":"first","name":"last"}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1700000000000,"data":{"id":101,"extra":{"a":1,"a":2}}}}`;
    yield `{"type":"RECORD","record":{"stream":"items","emitted_at":1,"data":{"id":0},"emitted_at":1700000000000,"data":{"id":102}}}`;
    yield* items(5, 10);
    yield* ending(10);
  },
});
