#!/usr/bin/env node
// Valid messages as other programs print them: `type` last, spaces, null for the fields not used, escaped keys.
import { runConnector } from "../base/connector.mjs";
import { itemStreams, ending, starting } from "../base/items.mjs";

const LINES = [
  '{"record":{"data":{"id":0,"name":"type last"},"emitted_at":1700000000000,"stream":"items"},"type":"RECORD"}',
  '  { "type" : "RECORD" , "record" : { "stream" : "items" , "data" : { "id" : 1 , "name" : "spaces" } , "emitted_at" : 1700000000000 } }  ',
  '\t{"type":"RECORD","log":null,"spec":null,"state":null,"trace":null,"control":null,"record":{"namespace":null,"stream":"items","data":{"id":2,"name":"nulls"},"emitted_at":1700000000000,"meta":null}}',
  '{"\\u0074ype":"RECORD","record":{"strea\\u006d":"items","data":{"\\u0069d":3,"name":"escaped keys"},"emitted_at":1700000000000}}',
  '{"type":"RECORD","record":{"emitted_at":1.7e12,"data":{"id":4,"name":"exponent"},"stream":"items"}}',
  '{"id":"x","type":"RECORD","unknown":{"type":"STATE"},"record":{"unknown":["stream"],"stream":"items","data":{"id":5,"name":"unknown fields","type":"STATE","stream":"other"},"emitted_at":1700000000000}}',
  '{"type":"RECORD","record":{"stream":"it\\u0065ms","data":{"id":6,"name":"escaped \\"stream\\":\\"other\\""},"emitted_at":1700000000000}}',
];

await runConnector({
  streams: itemStreams(),
  *read() {
    yield* starting();
    yield* LINES;
    yield* ending(LINES.length);
  },
});
