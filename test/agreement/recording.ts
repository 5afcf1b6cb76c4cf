import type { AirbyteStream } from "@airdock/core";
import type { JsonObject } from "@airdock/core/protocol";

const text: JsonObject = { type: ["null", "string"] };
const stamp = (type: string): JsonObject => ({ ...text, format: "date-time", airbyte_type: type });

/** A stream with a column of every type. */
export const recordedStreams: readonly AirbyteStream[] = [
  {
    name: "Everything there is",
    json_schema: {
      type: "object",
      properties: {
        id: { type: "integer" },
        text,
        whole: { type: ["null", "integer"] },
        amount: { type: ["null", "number"] },
        flag: { type: ["null", "boolean"] },
        day: { ...text, format: "date" },
        instant: stamp("timestamp_with_timezone"),
        local: stamp("timestamp_without_timezone"),
        clock: { ...text, format: "time", airbyte_type: "time_without_timezone" },
        zoned: { ...text, format: "time", airbyte_type: "time_with_timezone" },
        nested: { type: ["null", "object"] },
        list: { type: ["null", "array"] },
        either: { type: ["string", "integer", "null"] },
        "select from": text,
        Select_From: text,
        größe: text,
      },
    },
    supported_sync_modes: ["full_refresh", "incremental"],
    source_defined_cursor: true,
    source_defined_primary_key: [["id"]],
  },
];

/** JSON text of its records, sync by sync: usual values, odd ones, later versions of some. */
export const recordedSyncs: readonly (readonly string[])[] = [
  [
    `{"id":1,"text":"plain","whole":7,"amount":1.25,"flag":true,"day":"2024-02-29","instant":"2024-02-29T23:59:59+05:30",
      "local":"2024-02-29T12:00:00.5","clock":"10:20:30","zoned":"10:20:30.5+02:00","nested":{"a":[1,{"b":null}]},
      "list":[1,"x",null],"either":"7","select from":"a","Select_From":"b","größe":"c"}`,
    `{"id":2,"text":"","whole":-9007199254740993,"amount":-0.001,"flag":false,"day":"0001-01-01","instant":"1970-01-01T00:00:00.000001Z",
      "local":"0001-01-01T00:00:00","clock":"00:00:00","zoned":"23:59:59Z","nested":{},"list":[],"either":7}`,
    `{"id":3,"text":"größe 日本 🎉 \\" \\\\ \\n","whole":9223372036854775807,"amount":1e15,"day":"9999-12-31"}`,
    `{"id":4,"text":null,"whole":"12","amount":"12.5","flag":"true","instant":"2024-01-15 10:30:00Z","either":null}`,
    `{"id":5,"text":{"a":[1]},"whole":"x","amount":[],"flag":1,"day":"soon","instant":17,"local":"","clock":"25:00:00","zoned":{},"nested":5,"list":"x"}`,
    `{"id":6,"text":"twice","undeclared":{"new":true}}`,
  ].map(squeeze),
  [
    `{"id":6,"text":"later"}`,
    `{"id":7,"text":"00123","whole":1.0,"amount":7,"instant":"2024-03-10T02:30:00-05:00","undeclared":null}`,
    // As Python prints them.
    `{"id": 8, "text": 1.0, "whole": 2e3, "amount": 1e-05, "nested": {"a": [1.0, 1e+16]}, "select from": {"a": 2.0}, "größe": "1.0"}`,
    `{"id": 9, "text": 1e-05, "either": 1.5, "list": [0.1, 0.0]}`,
  ],
];

/** What the table contract lets each database keep in its own way, each in a row of its own. */
export const exceptions: readonly { readonly why: string; readonly record: string; readonly field: string }[] = [
  { why: "a number beyond a double", record: `{"id":101,"amount":1234567890.12345678901}`, field: "amount" },
  { why: "NUL, which PostgreSQL cannot hold", record: `{"id":102,"text":"a\\u0000b"}`, field: "text" },
  { why: "NUL inside JSON", record: `{"id":103,"nested":{"k":"a\\u0000b"}}`, field: "nested" },
];

function squeeze(record: string): string {
  return record.replaceAll(/\n\s+/g, "");
}
