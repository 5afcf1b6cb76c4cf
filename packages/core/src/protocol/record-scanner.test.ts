import { describe, expect, it } from "vitest";
import { RecordMark, type RecordMessage, type RejectedMessage } from "./message.ts";
import { RecordScanner } from "./record-scanner.ts";

const now = 1_700_000_000_000;
const record = '{"stream":"users","data":{"id":1},"emitted_at":5}';

describe("RecordScanner", () => {
  it.each([
    [
      "as the Python CDK prints it",
      `{"type": "RECORD", "record": {"stream": "users", "data": {"id":1}, "emitted_at": 5}}`,
    ],
    ["without spaces", `{"type":"RECORD","record":${record}}`],
    [
      "with payload fields that are null, and unknown ones",
      `{"log":null,"x":[{"type":"LOG"}],"type":"RECORD","state":null,"record":${record},"y":1}`,
    ],
    ["with the type last", `{"record":${record},"type":"RECORD"}`],
    ["with the data first", `{"type":"RECORD","record":{"data":{"id":1},"emitted_at":5,"stream":"users"}}`],
    ["with the time before the data", `{"type":"RECORD","record":{"stream":"users","emitted_at":5,"data":{"id":1}}}`],
    [
      "with the data last",
      `{"type":"RECORD","record":{"emitted_at":5,"stream":"users","namespace":null,"meta":null,"data":{"id":1}}}`,
    ],
    [
      "with unknown fields in the record",
      `{"type":"RECORD","record":{"a":{"data":{}},"stream":"users","data":{"id":1},"b":[1e400,"\\u0000"],"emitted_at":5}}`,
    ],
    [
      "with white space everywhere",
      `\t{ "type"\r:\t"RECORD" ,\t"record" : { "stream" : "users" , "data" :\t{"id":1} , "emitted_at" : 5 } }  `,
    ],
    [
      "with escapes in keys, type and stream",
      `{"t\\u0079pe":"\\u0052ECORD","rec\\u006frd":{"stre\\u0061m":"\\u0075sers","d\\u0061ta":{"id":1},"emitted\\u005fat":5}}`,
    ],
    [
      "with keys twice, of which the last one counts",
      `{"type":"RECORD","record":{"stream":"x"},"record":{"stream":"y","stream":"users","data":[],"data":{"id":1},"emitted_at":1,"emitted_at":5}}`,
    ],
  ])("reads a record %s", (_how, line) => {
    const scanner = new RecordScanner();
    const first = scan(line, scanner);
    const message = scan(line, scanner);
    expect(message).toEqual({ ...first, bytes: expect.anything() });
    expect(message).toMatchObject({
      kind: "record",
      stream: { name: "users" },
      emittedAt: 5,
      marks: 0,
      fields: ["id"],
    });
    expect(dataOf(message)).toBe('{"id":1}');
    expect(message).not.toHaveProperty("meta");
    expect((message as RecordMessage).stream).toEqual({ name: "users" });
  });

  it("reads streams with a namespace and with any name", () => {
    const line = '{"type":"RECORD","record":{"namespace":"pub\\u006cic","stream":"größe \\"x\\"","data":{}}}';
    expect(scan(line)).toMatchObject({ kind: "record", stream: { name: 'größe "x"', namespace: "public" } });
    const empty = '{"type":"RECORD","record":{"namespace":"","stream":"users","data":{}}}';
    expect(scan(empty)).toMatchObject({ kind: "record", stream: { name: "users" } });
    expect(scan(empty)).not.toHaveProperty("stream.namespace");
  });

  it("gives the same stream and the same fields to records of the same shape", () => {
    const scanner = new RecordScanner();
    const read = (stream: string, data: string): RecordMessage =>
      scan(`{"type":"RECORD","record":{"stream":${stream},"data":${data},"namespace":"n"}}`, scanner) as RecordMessage;
    const first = read('"a"', '{"id":1,"name":"x"}');
    const other = read('"b"', '{"id":1,"color":2}');
    const wider = read('"a"', '{"id":1,"name":"x","more":1}');
    const again = read('"a"', '{"id" : [{}] , "name":"y"}');
    expect(again.stream).toBe(first.stream);
    expect(again.fields).toBe(first.fields);
    expect(first.fields).toEqual(["id", "name"]);
    expect(wider.fields).toEqual(["id", "name", "more"]);
    expect(other.stream).not.toBe(first.stream);
    expect(other.fields).toEqual(["id", "color"]);
  });

  it("knows many streams apart whose records come mixed", () => {
    const scanner = new RecordScanner();
    for (let index = 0; index < 400; index++) {
      const stream = { name: `s${(index * 7) % 40}`, namespace: `n${index % 3}` };
      const line = `{"type":"RECORD","record":{"namespace":"${stream.namespace}","stream":"${stream.name}","data":{"id":1}}}`;
      const message = scan(line, scanner) as RecordMessage;
      expect(message.stream).toEqual(stream);
      expect((scan(line, scanner) as RecordMessage).stream).toBe(message.stream);
    }
  });

  it("judges each line by itself, however much it is like the one before", () => {
    const scanner = new RecordScanner();
    const read = (record: string): RecordMessage | RejectedMessage | undefined =>
      scan(`{"type":"RECORD","record":{${record}}}`, scanner);
    const opening = '"stream":"a","namespace":"n","data":';
    const inN = { name: "a", namespace: "n" };
    expect(read(`${opening}{"id":1}`)).toMatchObject({ kind: "record", stream: inN });
    expect(read(`${opening}{"id":1},"namespace":"m","emitted_at":3`)).toMatchObject({
      stream: { name: "a", namespace: "m" },
      emittedAt: 3,
    });
    expect(read(`${opening}{"id":1},"namespace":7`)).toMatchObject({ reason: "record-without-stream" });
    expect(read(`${opening}{"id":1},"stream":"b"`)).toMatchObject({
      kind: "record",
      stream: { name: "b", namespace: "n" },
    });
    expect(read(`${opening}null`)).toMatchObject({ reason: "record-without-data", stream: inN });
    expect(read(`${opening}[]`)).toMatchObject({ reason: "data-not-an-object", stream: inN });
    expect(read(`${opening}{"id":1`)).toMatchObject({ reason: "broken-json", stream: inN });
    expect(read(`${opening}{"id":1},"type":"LOG"`)).toMatchObject({ kind: "record", stream: inN, emittedAt: now });
    expect(scan(`{"type":"RECORD","record":{${opening}{}},"type":"LOG"}`, scanner)).toBeUndefined();
    expect(read(`${opening}{},"meta":{"changes":[1]}`)).toMatchObject({ meta: '{"changes":[1]}' });
    expect(read(`${opening}{}`)).not.toHaveProperty("meta");
  });

  it("reads lines that are spaced more widely than those before", () => {
    const scanner = new RecordScanner();
    const head = '{"type":"RECORD","record":{"stream":"a","data":';
    expect(dataOf(scan(`${head}{"id":1,"b":2}}}`, scanner))).toBe('{"id":1,"b":2}');
    expect(dataOf(scan(`${head}{"id": 1,"b": \t 2}}}`, scanner))).toBe('{"id": 1,"b": \t 2}');
    expect(dataOf(scan(`${head}  {"id":1,"b":2}}}`, scanner))).toBe('{"id":1,"b":2}');
    expect(scan(`${head} null}}`, scanner)).toMatchObject({ reason: "record-without-data" });
  });

  it("does not take a line for a record that only begins like one", () => {
    const scanner = new RecordScanner();
    const line = '{"record":{"stream":"a","data":{}}';
    expect(scan(`${line},"type":"RECORD"}`, scanner)).toMatchObject({ kind: "record" });
    expect(scan(`${line}}`, scanner)).toBeUndefined();
  });

  it("forgets a record when another one follows in the line", () => {
    const first = '{"stream":"a","namespace":"n","emitted_at":5,"meta":{"changes":[1]},"data":{"id":1}}';
    expect(scan(`{"type":"RECORD","record":${first},"record":{"stream":"a"}}`)).toMatchObject({
      reason: "record-without-data",
      stream: { name: "a" },
    });
    const message = scan(`{"type":"RECORD","record":${first},"record":{"stream":"a","data":{}}}`);
    expect(message).toMatchObject({ kind: "record", emittedAt: now, marks: 0 });
    expect((message as RecordMessage).stream).toEqual({ name: "a" });
    expect(scan(`{"type":"RECORD","record":${first},"record":null}`)).toMatchObject({
      reason: "record-without-stream",
    });
  });

  it("knows streams apart whose names begin alike, and the same name in two namespaces", () => {
    const scanner = new RecordScanner();
    const names = ["a", "ab", "a", "b", "a"].map(
      (name) =>
        (scan(`{"type":"RECORD","record":{"stream":"${name}","data":{}}}`, scanner) as RecordMessage).stream.name,
    );
    expect(names).toEqual(["a", "ab", "a", "b", "a"]);
    const spaces = ["x", "y", undefined, "x"].map(
      (space) =>
        (
          scan(
            `{"type":"RECORD","record":{"stream":"a","data":{},"namespace":${JSON.stringify(space ?? null)}}}`,
            scanner,
          ) as RecordMessage
        ).stream.namespace,
    );
    expect(spaces).toEqual(["x", "y", undefined, "x"]);
  });

  it.each([
    ['{"id":1}', 0, ["id"]],
    ["{}", 0, []],
    ["{ }", 0, []],
    ['{"id":12345678901234567890}', RecordMark.number, ["id"]],
    ['{"a":{"b":[1e400]}}', RecordMark.number, ["a"]],
    ['{"a":"\\u0000"}', RecordMark.escape, ["a"]],
    ['{"a":{"\\ud800":1}}', RecordMark.escape, ["a"]],
    ['{"a":1,"a":2}', RecordMark.key, ["a"]],
    ['{"a":1,"b":2,"a":3,"c":4}', RecordMark.key, ["a", "b", "c"]],
    ['{"\\u0061":1}', RecordMark.key, ["a"]],
    ['{"a":1,"\\u0061":2}', RecordMark.key, ["a"]],
    ['{"a\\u0000":1}', RecordMark.key | RecordMark.escape, ["a\0"]],
    ['{"__proto__":1,"constructor":2}', 0, ["__proto__", "constructor"]],
    ['{"":1,"é":2}', 0, ["", "é"]],
    ['{"a":1.5,"b":"\\u00e9\\n","c":{"x":1,"y":2}}', 0, ["a", "b", "c"]],
    ['{"a":{"b":{"x":1,"x":2}}}', RecordMark.key, ["a"]],
  ])("marks %s with %i", (data, marks, fields) => {
    const scanner = new RecordScanner();
    const line = `{"type":"RECORD","record":{"stream":"users","data":${data},"other":1e400}}`;
    for (let time = 0; time < 3; time++) {
      const message = scan(line, scanner);
      expect(message).toMatchObject({ kind: "record", marks, fields });
      expect(dataOf(message)).toBe(data);
    }
  });

  it.each([
    ["1700000000123", 1_700_000_000_123],
    ["1700000000123.9", 1_700_000_000_123],
    ["1.7e12", 1_700_000_000_000],
    ["-1.5", -2],
    ["0", 0],
    ['"1700000000123"', now],
    ["null", now],
    ["true", now],
    ["[1]", now],
    ["1e400", now],
    ["99999999999999999999999", now],
  ])("reads emitted_at %s as %i", (text, emittedAt) => {
    expect(scan(`{"type":"RECORD","record":{"stream":"a","data":{},"emitted_at":${text}}}`)).toMatchObject({
      kind: "record",
      emittedAt,
    });
  });

  it("takes the time of reading for a record without emitted_at", () => {
    expect(scan('{"type":"RECORD","record":{"stream":"a","data":{}}}')).toMatchObject({
      kind: "record",
      emittedAt: now,
    });
  });

  it.each([
    ['{"changes":[{"field":"a","change":"NULLED","reason":"x"}]}', true],
    ['{ "changes" : [ {"é":1} ] }', true],
    ['{"changes":[]}', false],
    ['{ "changes": [ ] }', false],
    ['{"changes":null}', false],
    ["{}", false],
    ["null", false],
    ['"x"', false],
  ])("gives meta %s: %s", (meta, given) => {
    const scanner = new RecordScanner();
    const line = `{"type":"RECORD","record":{"stream":"a","meta":${meta},"data":{"é":1}}}`;
    scan(line, scanner);
    const message = scan(line, scanner);
    expect(message).toMatchObject({ kind: "record", marks: given ? RecordMark.meta : 0 });
    expect((message as RecordMessage).meta).toBe(given ? meta : undefined);
  });

  it.each([
    ["record-without-data", "users", '{"type":"RECORD","record":{"stream":"users","emitted_at":1}}'],
    ["record-without-data", "users", '{"type":"RECORD","record":{"stream":"users","data":null}}'],
    ["data-not-an-object", "users", '{"type":"RECORD","record":{"stream":"users","data":[{"id":1}]}}'],
    ["data-not-an-object", "users", '{"type":"RECORD","record":{"stream":"users","data":"{}"}}'],
    ["data-not-an-object", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1},"data":7}}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":{"data":{}}}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":{"stream":null,"data":{}}}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":{"stream":["users"],"data":{}}}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":{"stream":"users","namespace":7,"data":{}}}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":null}'],
    ["record-without-stream", undefined, '{"type":"RECORD"}'],
    ["record-without-stream", undefined, '{"type":"RECORD","record":[]}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1,"na'],
    ["broken-json", "users", '{"record":{"stream":"users","data":{"id":1,"na'],
    ["broken-json", undefined, '{"type":"RECORD","rec'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":01}}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":"a\tb"}}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":NaN}}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1,}}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1}}}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1}}'],
    ["broken-json", "users", '{"type":"RECORD","record":{"stream":"users","data":{"id":1}}} {"type":"RECORD"}'],
    [
      "broken-json",
      "users",
      `{"type":"RECORD","record":{"stream":"users","data":{"id":${"[".repeat(1001)}${"]".repeat(1001)}}}}`,
    ],
  ])("rejects as %s (%s) %.80s", (reason, stream, line) => {
    const message = scan(line);
    expect(message).toEqual({
      kind: "rejected",
      reason,
      excerpt: line.slice(0, 2000),
      ...(stream === undefined ? {} : { stream: { name: stream } }),
    });
  });

  it("keeps the beginning of a rejected line, at most 2,000 characters of it", () => {
    const message = scan(`{"type":"RECORD","record":{"stream":"a","data":"${"é😀".repeat(2000)}"}}`) as RejectedMessage;
    expect(message.excerpt.length).toBeLessThanOrEqual(2000);
    expect(message.excerpt.length).toBeGreaterThan(1990);
    expect(message.excerpt.isWellFormed()).toBe(true);
  });

  it.each([
    '{"type":"STATE","state":{"data":{}}}',
    '{"state":{"record":{}},"type":"STATE"}',
    "hello",
    "",
    "  ",
    "null",
    "[1,2]",
    "{not json}",
    '"RECORD"',
    '{"record":5,"x":',
    '{"t****pe":"RECORD","record":{"stream":"a","data":{}}}',
    '{"type":"RECORDS","record":{"stream":"a","data":{}}}',
    '{"type":null,"record":{"stream":"a","data":{}}}',
    "{}",
    '{"type":"REC',
    '{"record":{"stream":"a","data":{}},"type":"LOG","x":',
  ])("leaves %s to the full parser", (line) => {
    expect(scan(line)).toBeUndefined();
  });

  it("does not look beyond the end of the line", () => {
    const bytes = Buffer.from('{"type":"RECORD","record":{"stream":"a","data":{"id":1}\n}}\n');
    const message = new RecordScanner().scan(bytes, 0, bytes.indexOf("\n"), now);
    expect(message).toMatchObject({ kind: "rejected", reason: "broken-json" });
  });

  it("reads records with ever new keys, many at one place included", () => {
    const scanner = new RecordScanner();
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < 9000; index++) {
        const data = `{"key_${index}":1,"b":${index},"last_${index % 10}":null}`;
        const message = scan(`{"type":"RECORD","record":{"stream":"a","data":${data}}}`, scanner);
        expect(message).toMatchObject({ kind: "record", marks: 0 });
        expect((message as RecordMessage).fields).toEqual([`key_${index}`, "b", `last_${index % 10}`]);
      }
    }
  });
});

function scan(line: string, scanner = new RecordScanner()): RecordMessage | RejectedMessage | undefined {
  const bytes = Buffer.from(`before\n${line}\nafter`);
  return scanner.scan(bytes, 7, bytes.length - 6, now);
}

function dataOf(message: RecordMessage | RejectedMessage | undefined): string | undefined {
  return message?.kind === "record"
    ? Buffer.from(message.bytes).toString("utf8", message.start, message.end)
    : undefined;
}
