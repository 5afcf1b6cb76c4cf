import { describe, expect, test } from "vitest";
import type { StreamWriter } from "../cache/cache.ts";
import type { RecordBatch } from "../cache/record-batch.ts";
import type { RecordMessage } from "../protocol/message.ts";
import { BatchStager } from "./batch-stager.ts";
import { StreamIntake } from "./stream-intake.ts";

const limits = { rows: 3, bytes: 100, age: 50, held: 200 };

describe("a batch goes off", () => {
  test("when it has enough rows", async () => {
    const { stager, intakes, staged } = createStager();
    for (let count = 0; count < 7; count++) stager.add(intakes[0], record(1));
    await stager.settled();
    expect(staged).toEqual(["a 1-3", "a 4-6"]);
    stager.cutAll();
    await stager.settled();
    expect(staged).toEqual(["a 1-3", "a 4-6", "a 7-7"]);
  });

  test("when it has enough bytes", async () => {
    const { stager, intakes, staged } = createStager();
    for (const size of [60, 60, 60]) stager.add(intakes[0], record(size));
    await stager.settled();
    expect(staged).toEqual(["a 1-2"]);
  });

  test("when much of other streams was read since it was begun", async () => {
    const { stager, intakes, staged } = createStager();
    stager.add(intakes[0], record(1));
    for (const size of [30, 30]) stager.add(intakes[1], record(size));
    await stager.makeRoom();
    await stager.settled();
    expect(staged).toEqual(["a 1-1", "b 1-2"]);
  });
});

test("nothing more is read while too much waits to be staged", async () => {
  const gate = Promise.withResolvers<void>();
  const { stager, intakes, staged } = createStager(async () => await gate.promise);
  stager.add(intakes[0], record(100));
  expect(stager.makeRoom()).toBeUndefined();
  stager.add(intakes[0], record(101));
  const room = stager.makeRoom();
  expect(room).toBeInstanceOf(Promise);
  gate.resolve();
  await room;
  expect(staged).toContain("a 1-1");
  expect(stager.makeRoom()).toBeUndefined();
});

test("the batches of one stream are staged one after the other, those of several at once", async () => {
  const gates = new Map([
    ["a 1-3", Promise.withResolvers<void>()],
    ["b 1-3", Promise.withResolvers<void>()],
  ]);
  const begun: string[] = [];
  const { stager, intakes, staged } = createStager(async (label) => {
    begun.push(label);
    await gates.get(label)?.promise;
  });
  for (let count = 0; count < 6; count++) for (const intake of intakes) stager.add(intake, record(1));
  await Promise.resolve();
  expect(begun).toEqual(["a 1-3", "b 1-3"]);
  for (const { resolve } of gates.values()) resolve();
  await stager.settled();
  expect(staged.filter((label) => label.startsWith("a"))).toEqual(["a 1-3", "a 4-6"]);
});

test("a batch keeps its records until it is staged, while the memory of others is used again", async () => {
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const seen: string[] = [];
  let count = 0;
  const stage: StreamWriter["stage"] = async (batch) => {
    await gates[count++]?.promise;
    for (const { bytes, start, end } of batch.lines()) seen.push(Buffer.from(bytes.subarray(start, end)).toString());
  };
  const intake = new StreamIntake({
    index: 0,
    planned: {} as never,
    writer: { stage } as StreamWriter,
    rawIdPrefix: "",
  });
  const stager = new BatchStager({ limits, signal: new AbortController().signal, onFailed: () => undefined });
  const sent = Array.from({ length: 12 }, (_, index) => `{"id":${index}}`);
  for (const [index, text] of sent.entries()) {
    stager.add(intake, { ...record(0), bytes: Buffer.from(text), end: text.length });
    if (index === 5) gates[0]?.resolve();
    await Promise.resolve();
  }
  for (const { resolve } of gates) resolve();
  await stager.settled();
  expect(seen).toEqual(sent);
});

test("a stream that cannot be staged is told once, and only counted from then on", async () => {
  const failed: unknown[] = [];
  const { stager, intakes, staged } = createStager(async (label) => {
    if (label === "a 4-6") throw new Error("disk full");
  }, failed);
  for (let count = 0; count < 12; count++) stager.add(intakes[0], record(1));
  await stager.settled();
  expect(failed).toEqual([[0, 4, new Error("disk full")]]);
  for (let count = 0; count < 5; count++) stager.add(intakes[0], record(1));
  stager.cutAll();
  await stager.settled();
  expect(staged).toEqual(["a 1-3"]);
  expect(intakes[0].tally.read).toBe(17);
  expect(stager.isAbandoned(intakes[0])).toBe(true);
  expect(intakes[0].openRows).toBe(0);
});

function createStager(before: (label: string) => Promise<void> = async () => {}, failed: unknown[] = []) {
  const staged: string[] = [];
  const stage =
    (name: string): StreamWriter["stage"] =>
    async ({ firstOrdinal, count }: RecordBatch) => {
      const label = `${name} ${firstOrdinal}-${firstOrdinal + count - 1}`;
      await before(label);
      staged.push(label);
    };
  const create = (name: string, index: number) =>
    new StreamIntake({ index, planned: {} as never, writer: { stage: stage(name) } as StreamWriter, rawIdPrefix: "" });
  const intakes = [create("a", 0), create("b", 1)] as const;
  const stager = new BatchStager({
    limits,
    signal: new AbortController().signal,
    onFailed: (intake, from, error) => failed.push([intake.index, from, error]),
  });
  return { stager, intakes, staged };
}

function record(size: number): RecordMessage {
  return {
    kind: "record",
    stream: { name: "any" },
    emittedAt: 0,
    bytes: new Uint8Array(size),
    start: 0,
    end: size,
    marks: 0,
    fields: [],
  };
}
