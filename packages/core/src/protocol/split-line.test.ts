import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { jsonObjectText } from "../../test/json-text.ts";
import type { Message } from "./message.ts";
import { readMessages } from "./read-messages.ts";

const record = (id: number | string): string =>
  `{"type":"RECORD","record":{"stream":"s","data":{"id":${id}},"emitted_at":5}}`;
const state =
  '{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"s"},"stream_state":{"n":1}}}}';
const log = '{"type":"LOG","log":{"level":"INFO","message":"{\\"type\\":\\"RECORD\\"}"}}';
const trace =
  '{"type":"TRACE","trace":{"type":"STREAM_STATUS","stream_status":{"stream_descriptor":{"name":"s"},"status":"STARTED"}}}';

describe("a line of several messages", () => {
  it.each([
    ["records", record(1) + record(2) + record(3), ["1", "2", "3"]],
    ["messages of any type", log + record(1) + state + trace + record(2), ["log", "1", "state", "trace", "2"]],
    ["states alone", state + state, ["state", "state"]],
    ["messages with space between them", `  ${record(1)} \t${state}  ${record(2)}\r`, ["1", "state", "2"]],
    ["a record with a token behind a state", state + record("NaN"), ["state", "null"]],
    ["text and a record", `progress 10%${record(1)}`, ["noise", "1"]],
    ["a record and text", `${record(1)} done`, ["1", "noise"]],
  ])("is taken apart: %s", async (_what, line, expected) => {
    expect(await kindsOf(line)).toEqual(expected);
  });

  it.each([
    ["cut in a string", record('"abc'), 1],
    ["cut in its type", '{"type":"RECORD","rec', 1],
    ["cut behind a colon", '{"type":"RECORD","record":{"stream":"s","data":{"id":', 1],
    ["with a broken number", record("01"), 1],
  ])("keeps the whole ones around a record that is %s", async (_what, broken, count) => {
    const cut = broken.replace(/}*$/, "");
    for (const damaged of [cut, `${cut}}}}`]) {
      const kinds = await kindsOf(record(1) + damaged + record(2) + state + record(3));
      expect(kinds.filter((kind) => kind !== "rejected" && kind !== "noise")).toEqual(["1", "2", "state", "3"]);
      expect(kinds.filter((kind) => kind === "rejected")).toHaveLength(count);
    }
  });

  it("keeps a message that stands inside another one's text, and rejects that", async () => {
    const [before, after] = ['{"type":"RECORD","record":{"stream":"s","data":{"id":1', ',"x":2}}}'];
    expect(await kindsOf(before + state + after)).toEqual(["rejected", "state", "noise"]);
  });

  it("takes linear time, damage inside damage included", async () => {
    for (const piece of [
      '{"type":"RECORD","record":{',
      '{"record":{"a":"',
      '{"type":"STATE",',
      record(1),
      '{"record":[',
    ]) {
      const line = piece.repeat(Math.ceil(2_000_000 / piece.length));
      const begin = performance.now();
      await readAll(line);
      expect(performance.now() - begin).toBeLessThan(20_000);
    }
  });
});

/** AIRDOCK_FUZZ_RUNS asks for more; AIRDOCK_FUZZ_SEED for those of an earlier run. */
const runs = Number(process.env["AIRDOCK_FUZZ_RUNS"] ?? "150");
const seed = Number(process.env["AIRDOCK_FUZZ_SEED"] ?? Date.now() % 0x7fffffff);
const settings = { numRuns: runs, seed };
const timeout = 60_000 + runs * 50;
console.log(`AIRDOCK_FUZZ_SEED=${seed}`);
const message = fc.oneof(
  jsonObjectText().map((data) => `{"type":"RECORD","record":{"stream":"s","data":${data},"emitted_at":5}}`),
  fc.constantFrom(state, log, trace),
);

test(
  "any messages come out of one line as out of lines of their own, however the bytes are cut",
  { timeout },
  async () => {
    const property = fc.asyncProperty(
      fc.array(message, { minLength: 1, maxLength: 6 }),
      fc.constantFrom("", " ", "\t "),
      fc.infiniteStream(fc.nat()),
      async (messages, between, cuts) => {
        const bytes = Buffer.from(`${messages.join(between)}\n`);
        const apart = await readAll(messages.join("\n"));
        expect((await readChunks(cutAt(bytes, cuts))).map(outline)).toEqual(apart.map(outline));
      },
    );
    await fc.assert(property, { ...settings });
  },
);

test("whatever the bytes are, each line is read, and whole records around them stay", { timeout }, async () => {
  const junk = fc.oneof(
    fc.string(),
    message.chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
    fc.constantFrom("{", "}", '"', '{"type":"RECORD",', "NaN", "[[[["),
  );
  const property = fc.asyncProperty(fc.array(junk, { maxLength: 8 }), async (pieces) => {
    const text = pieces.join("").replaceAll("\n", "");
    const kinds = await kindsOf(`${record(1)}\n${text}\n${record(2)}`);
    expect([kinds[0], kinds.at(-1)]).toEqual(["1", "2"]);
  });
  await fc.assert(property, { ...settings });
});

function* cutAt(bytes: Uint8Array, cuts: Iterator<number>): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const end = start + 1 + (Number(cuts.next().value) % 400);
    yield bytes.slice(start, end);
    start = end;
  }
}

function readAll(text: string): Promise<Message[]> {
  return readChunks([Buffer.from(`${text}\n`)]);
}

async function readChunks(chunks: Iterable<Uint8Array>): Promise<Message[]> {
  return (await Array.fromAsync(readMessages(Readable.from(chunks)))).flat();
}

async function kindsOf(line: string): Promise<string[]> {
  return (await readAll(line)).map((read) => {
    if (read.kind !== "record") return read.kind;
    const text = Buffer.from(read.bytes.subarray(read.start, read.end)).toString();
    return text === '{"id":NaN}' ? "null" : (/^\{"id":(\d+)\}$/.exec(text)?.[1] ?? text);
  });
}

function outline(read: Message): unknown {
  if (read.kind !== "record") return read;
  const { bytes, start, end, ...rest } = read;
  return { ...rest, data: Buffer.from(bytes.subarray(start, end)).toString() };
}
