import { isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutBytes } from "../../test/cut-bytes.ts";
import { jsonObjectText, jsonText, spaced } from "../../test/json-text.ts";
import { parseExact, printExact } from "./exact-json.ts";
import type { JsonValue } from "./json.ts";
import { isJsonObject } from "./member.ts";
import { type Message, RecordMark } from "./message.ts";
import { readMessages } from "./read-messages.ts";

describe("readMessages", () => {
  it("gives the messages of a chunk together and in order", async () => {
    const chunks = [
      '{"type":"LOG","log":{"level":"INFO","message":"a"}}\nnoise\n{"type":"REC',
      'ORD","record":{"stream":"s","data":{}}}\n',
      "\n",
      "last",
    ];
    const batches = await Array.fromAsync(readMessages(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))));
    expect(batches.map((batch) => batch.map((message) => message.kind))).toEqual([
      ["log", "noise"],
      ["record"],
      ["noise"],
    ]);
  });

  it("gives records as ranges of the chunk itself", async () => {
    const chunk = Buffer.from('{"type":"RECORD","record":{"stream":"s","data":{"id":1}}}\n');
    const [message] = await readAll([chunk]);
    expect(message?.kind === "record" && message.bytes === chunk).toBe(true);
  });

  it("passes over empty lines, and a byte order mark at the very beginning", async () => {
    const text = '\uFEFF{"type":"RECORD","record":{"stream":"s","data":{}}}\r\n\r\n  \n\n';
    expect((await readAll([Buffer.from(text)])).map((message) => message.kind)).toEqual(["record"]);
  });

  it("rejects a line that is too long, and reads on", async () => {
    const lines = Buffer.from(`short\n${"x".repeat(200)}\nshort\n`);
    const messages = await readAll([lines], { maxLineBytes: 100 });
    expect(messages.map((message) => (message.kind === "rejected" ? message.reason : message.kind))).toEqual([
      "noise",
      "line-too-long",
      "noise",
    ]);
  });

  it("passes a record of 40 MB", async () => {
    const line = Buffer.from(`{"type":"RECORD","record":{"stream":"s","data":{"text":"${"x".repeat(40_000_000)}"}}}\n`);
    const chunks = Array.from({ length: Math.ceil(line.length / 65_536) }, (_, index) =>
      line.subarray(index * 65_536, (index + 1) * 65_536),
    );
    const [message] = await readAll(chunks);
    if (message?.kind !== "record") return expect.fail("no record");
    expect(message.fields).toEqual(["text"]);
    expect(message.end - message.start).toBe(40_000_011);
  });

  it.each([
    [
      "a record",
      '{"type":"RECORD","record":{"stream":"s","data":{"a":"\xff"}}}',
      { kind: "rejected", reason: "invalid-utf8", stream: { name: "s" } },
    ],
    [
      "a record's key",
      '{"type":"RECORD","record":{"stream":"s","data":{"\xff":1}}}',
      { kind: "rejected", reason: "invalid-utf8" },
    ],
    [
      "a broken record",
      '{"type":"RECORD","record":{"stream":"s","data":{"a":"\xff',
      { kind: "rejected", reason: "invalid-utf8" },
    ],
    ["a state", '{"type":"STATE","state":{"data":{"a":"\xff"}}}', { kind: "rejected", reason: "invalid-utf8" }],
    [
      "a catalog",
      '{"type":"CATALOG","catalog":{"streams":[{"name":"\xff"}]}}',
      { kind: "rejected", reason: "invalid-utf8" },
    ],
    ["a log message", '{"type":"LOG","log":{"level":"WARN","message":"a\xff"}}', { kind: "log", message: "a\uFFFD" }],
    ["noise", "a\xff", { kind: "noise", text: "a\uFFFD" }],
  ])("judges invalid UTF-8 in %s", async (_where, line, expected) => {
    const good = Buffer.from('{"type":"RECORD","record":{"stream":"s","data":{"ä":"ö"}}}\n');
    const messages = await readAll([Buffer.concat([good, Buffer.from(`${line}\n`, "latin1"), good])]);
    expect(messages).toHaveLength(3);
    expect(messages[1]).toMatchObject(expected);
    expect([messages[0]?.kind, messages[2]?.kind]).toEqual(["record", "record"]);
  });

  it("judges a buffer that comes twice anew, since its lines may begin elsewhere", async () => {
    const lines =
      '{"type":"RECORD","record":{"stream":"s","data":{"a":"\xff"}}}\n{"type":"RECORD","record":{"stream":"s","data":{}}}\n';
    const chunk = Buffer.from(lines, "latin1");
    const messages = await readAll([Buffer.from(" "), chunk, chunk]);
    expect(messages.map((message) => message.kind)).toEqual(["rejected", "record", "rejected", "record"]);
  });

  it("ends when its signal is aborted, also while the connector is silent", async () => {
    const controller = new AbortController();
    const silent = new Readable({ read: () => undefined });
    silent.push("hello\n");
    const messages = readMessages(silent, { signal: controller.signal });
    expect((await messages.next()).value).toEqual([{ kind: "noise", text: "hello" }]);
    const waiting = messages.next();
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(readMessages(Readable.from([]), { signal: controller.signal }).next()).rejects.toThrow("enough");
  });

  it("ends when its signal was aborted while its messages were looked at", async () => {
    const controller = new AbortController();
    const messages = readMessages(Readable.from([Buffer.from("a\n"), Buffer.from("b\n")]), {
      signal: controller.signal,
    });
    await messages.next();
    controller.abort(new Error("enough"));
    await expect(messages.next()).rejects.toThrow("enough");
  });

  it("closes the source when the reader stops early", async () => {
    const source = Readable.from([Buffer.from("a\n"), Buffer.from("b\n")]);
    for await (const _messages of readMessages(source)) break;
    expect(source.destroyed).toBe(true);
  });

  it("gives back records in any order of keys, any spacing, any escapes, cut anywhere", async () => {
    const input = fc
      .array(recordLine(), { minLength: 1, maxLength: 6 })
      .chain((lines) => fc.tuple(fc.constant(lines), cutBytes(Buffer.from(lines.map(({ text }) => text).join("\n")))));
    await fc.assert(
      fc.asyncProperty(input, async ([lines, chunks]) => {
        const messages = await readAll(chunks);
        expect(messages).toHaveLength(lines.length);
        for (const [index, { text, data }] of lines.entries()) expectRecord(messages[index], text, data);
      }),
      { numRuns: 300 },
    );
  });

  it("takes changed lines, after the unchanged ones, for records if they are valid, and nothing broken for one", async () => {
    const change = fc.record({
      place: fc.nat(),
      remove: fc.nat({ max: 3 }),
      insert: fc.oneof(
        fc
          .constantFrom("", '"', "\\", "{", "}", ",", ":", "1", "e", " ", "null", '"data":', "\xc3", "\xa9")
          .map((text) => Buffer.from(text, "latin1")),
        fc.uint8Array({ maxLength: 2 }).filter((bytes) => !bytes.includes(0x0a)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(recordLine(), fc.array(change, { minLength: 1, maxLength: 3 }), async ({ text }, changes) => {
        let line = Buffer.from(text);
        for (const { place, remove, insert } of changes) {
          const start = place % (line.length + 1);
          line = Buffer.concat([line.subarray(0, start), insert, line.subarray(start + remove)]);
        }
        const [, ...messages] = await readAll([Buffer.from(`${text}\n`), line]);
        const expected = validData(line);
        if (expected !== undefined) expect(messages.map(({ kind }) => kind)).toEqual(["record"]);
        for (const message of messages) {
          // Of a line that is damaged, what is whole in it may be one.
          if (message.kind !== "record") continue;
          const bytes = message.bytes.subarray(message.start, message.end);
          expect(isUtf8(bytes)).toBe(true);
          const read = printExact(parseExact(Buffer.from(bytes).toString()));
          if (expected !== undefined) expect(read).toBe(printExact(expected));
        }
      }),
      { numRuns: 5000 },
    );
  });
});

async function readAll(chunks: readonly Uint8Array[], options?: { maxLineBytes?: number }): Promise<Message[]> {
  return (await Array.fromAsync(readMessages(Readable.from(chunks), options))).flat();
}

/** A RECORD line in any order of keys; `data` is the text of its data. */
function recordLine(): fc.Arbitrary<{ text: string; data: string }> {
  const extra = fc.oneof(
    fc.constantFrom('"log":null', '"state":null', '"x":{"type":"LOG"}'),
    jsonText().map((text) => `"unknown":${text}`),
  );
  return fc
    .record({
      data: jsonObjectText(),
      extras: fc.array(extra, { maxLength: 2 }),
      space: fc.constantFrom("", " ", "\t"),
    })
    .chain(({ data, extras, space }) => {
      const inside = [
        `"stream"${space}:"us\\u0065rs"`,
        `"data":${space}${data}`,
        '"emitted_at":1700000000000',
        '"namespace":null',
        ...extras,
      ];
      return object(inside)
        .chain((record) => object([`"record":${space}${record}`, `"type":${space}"RECORD"`, ...extras]))
        .map((text) => ({ text, data }));
    });
}

function object(members: readonly string[]): fc.Arbitrary<string> {
  return fc
    .shuffledSubarray([...members], { minLength: members.length })
    .chain((shuffled) =>
      spaced(["{", ...shuffled.flatMap((member, index) => (index === 0 ? [member] : [",", member])), "}"]),
    );
}

function expectRecord(message: Message | undefined, line: string, data: string): void {
  if (message?.kind !== "record") return expect.fail(`no record: ${JSON.stringify(message)} of ${line}`);
  const parsed = JSON.parse(data);
  expect(Buffer.from(message.bytes.subarray(message.start, message.end)).toString()).toBe(data);
  expect(message.stream).toEqual({ name: "users" });
  expect(message.emittedAt).toBe(1_700_000_000_000);
  expect(message.fields.toSorted()).toEqual(Object.keys(parsed).toSorted());
  if (printExact(parseExact(data)) !== JSON.stringify(parsed))
    expect(message.marks & RecordMark.number).toBe(RecordMark.number);
  expect(message.marks & RecordMark.escape).toBe(hasUnusualEscape(data) ? RecordMark.escape : 0);
}

/** NUL or half a surrogate pair; only these surrogates are ever written by `jsonText`, besides whole pairs. */
function hasUnusualEscape(text: string): boolean {
  return /\\u0000|\\ud800(?!\\uDC00)|(?<!\\ud800)\\uDC00/.test(text.replace(/\\[^u]/g, "-"));
}

/** The data of a line that is a valid RECORD, judged by JSON.parse. */
function validData(line: Buffer): JsonValue | undefined {
  if (!isUtf8(line)) return undefined;
  try {
    const message = parseExact(line.toString());
    const record = isJsonObject(message) && message["type"] === "RECORD" ? message["record"] : undefined;
    if (!isJsonObject(record) || typeof record["stream"] !== "string" || !isJsonObject(record["data"]))
      return undefined;
    return record["namespace"] === undefined || record["namespace"] === null || typeof record["namespace"] === "string"
      ? record["data"]
      : undefined;
  } catch {
    return undefined;
  }
}
