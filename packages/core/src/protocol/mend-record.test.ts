import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { Message, RecordMessage } from "./message.ts";
import { parseCells } from "./parse-record.ts";
import { readMessages } from "./read-messages.ts";

const line = (data: string, more = ""): string => `{"type":"RECORD","record":{"stream":"s","data":${data}${more}}}`;
const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

test.each([
  ["NaN", '{"a":1,"n":NaN,"z":"x"}', { a: 1, n: null, z: "x" }, [["n", "NaN", "token"]]],
  ["Infinity", '{"n":Infinity}', { n: null }, [["n", "Infinity", "token"]]],
  ["-Infinity", '{ "n" : -Infinity }', { n: null }, [["n", "-Infinity", "token"]]],
  ["a nested token", '{"o":{"a":[1,{"b":NaN}]},"k":1}', { o: null, k: 1 }, [["o", '{"a":[1,{"b":NaN}]}', "token"]]],
  [
    "several tokens",
    '{"a":NaN,"b":[Infinity]}',
    { a: null, b: null },
    [
      ["a", "NaN", "token"],
      ["b", "[Infinity]", "token"],
    ],
  ],
  [
    "a token in a string",
    '{"a":"NaN, \\"Infinity\\"","b":NaN}',
    { a: 'NaN, "Infinity"', b: null },
    [["b", "NaN", "token"]],
  ],
  ["an escaped key", '{"\\u00e4":NaN}', { ä: null }, [["ä", "NaN", "token"]]],
  ["a key twice, the last one well", '{"a":NaN,"a":2}', { a: 2 }, []],
  ["a key twice, the first one well", '{"a":2,"a":NaN}', { a: null }, [["a", "NaN", "token"]]],
  ["999 levels", `{"k":1,"o":${deep(999)}}`, { k: 1, o: null }, [["o", deep(999), "depth"]]],
  ["100,000 levels", `{"k":1,"o":${deep(100_000)}}`, { k: 1, o: null }, [["o", deep(100_000), "depth"]]],
])("keeps a record with %s", async (_what, data, expected, unreadable) => {
  for (const text of [line(data), `${line(data)}${line(data)}`, line(data, ',"emitted_at":5')]) {
    for (const message of await readAll(text)) {
      const cells = parseCells(message as RecordMessage);
      expect(cells.data).toEqual(expected);
      expect(cells.unreadable.map(({ field, original, flaw }) => [field, original, flaw])).toEqual(unreadable);
    }
  }
});

test("keeps a record whose other members hold tokens", async () => {
  const [message] = await readAll(line('{"a":1}', ',"x":NaN,"emitted_at":7'));
  expect(message).toMatchObject({ kind: "record", marks: 0, emittedAt: 7 });
});

test.each(["NaN", '"soon"', "1e300", "{}"])("declares an emitted_at of %s", async (time) => {
  for (const text of [
    line('{"a":1}', `,"emitted_at":${time}`),
    `{"type":"RECORD","record":{"stream":"s","emitted_at":${time},"data":{}}}`,
  ]) {
    const [message] = await readAll(text);
    expect(JSON.parse((message as RecordMessage).meta ?? "")).toEqual({
      changes: [{ field: "_airbyte_extracted_at", change: "TRUNCATED", reason: "SOURCE_SERIALIZATION_ERROR" }],
    });
  }
});

test("adds to the changes a record declares itself", async () => {
  const own = { field: "a", change: "NULLED", reason: "SOURCE_RETRIEVAL_ERROR" };
  const [message] = await readAll(line("{}", `,"emitted_at":"x","meta":${JSON.stringify({ changes: [own] })}`));
  expect(JSON.parse((message as RecordMessage).meta ?? "").changes).toEqual([own, expect.anything()]);
});

test("declares no time that is not given", async () => {
  for (const text of [line("{}"), line("{}", ',"emitted_at":null')])
    expect((await readAll(text))[0]).not.toHaveProperty("meta");
});

test("keeps the bytes of a state with tokens", async () => {
  const state =
    '{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"s"},"stream_state":{"max":NaN,"n":12345678901234567890}}}}';
  expect(await readAll(state)).toMatchObject([{ kind: "state", state: { type: "STREAM", text: state } }]);
});

test("reads a log and an error with tokens", async () => {
  const messages = await readAll(
    '{"type":"LOG","log":{"level":"INFO","message":"hi","value":NaN}}\n{"type":"TRACE","trace":{"type":"ERROR","emitted_at":Infinity,"error":{"message":"oh"}}}',
  );
  expect(messages.map(({ kind }) => kind)).toEqual(["log", "trace"]);
});

test.each(['{"a":nan}', '{"a":+Infinity}', '{"a":NaNa}', '{"a":Infinit}', "{NaN:1}", `{"a":${deep(2000)}]}`])(
  "rejects %.40s all the same",
  async (data) => {
    expect(await readAll(line(data))).toMatchObject([{ kind: "rejected", reason: "broken-json" }]);
  },
);

async function readAll(text: string): Promise<Message[]> {
  return (await Array.fromAsync(readMessages(Readable.from([Buffer.from(`${text}\n`)])))).flat();
}
