import { expect, test } from "vitest";
import type { RecordMessage } from "../protocol/message.ts";
import { MessageReader } from "../protocol/message-reader.ts";
import { StreamIntake } from "./stream-intake.ts";

test("ordinals run from 1 without a gap, over batches cut anywhere", () => {
  const intake = createIntake();
  for (const record of readRecords(1, 2, 3, 4, 5)) intake.add(record);
  const batches = [intake.cut(2), intake.cut(2), intake.cut(4), intake.cut()].filter((batch) => batch !== undefined);
  expect(batches.map(({ sequence, firstOrdinal, count }) => [sequence, firstOrdinal, count])).toEqual([
    [0, 1, 2],
    [1, 3, 2],
    [2, 5, 1],
  ]);
  expect(batches.flatMap((batch) => [...batch.rows()].map(({ ordinal, data }) => [ordinal, data.id]))).toEqual(
    [1, 2, 3, 4, 5].map((number) => [number, number]),
  );
  expect([intake.position, intake.cutThrough, intake.openRows, intake.openBytes]).toEqual([5, 5, 0, 0]);
  expect(intake.tally).toMatchObject({ read: 5, bytes: 5 * '{"id":1}'.length });
});

test("a batch knows the fields and marks of its own records only", () => {
  const intake = createIntake();
  const lines = ['{"id":1,"name":"x"}', '{"id":12345678901234567890}', '{"id":3,"age":4}'];
  for (const record of readLines(lines)) intake.add(record);
  const [first, second, third] = [intake.cut(1), intake.cut(2), intake.cut(3)];
  expect([first, second, third].map((batch) => [...(batch?.fields ?? [])])).toEqual([
    ["id", "name"],
    ["id"],
    ["id", "age"],
  ]);
  expect([first, second, third].map((batch) => batch?.marks === 0)).toEqual([true, false, true]);
});

test("the fields of a batch are its own for ever, though its memory is used again", () => {
  const intake = createIntake();
  const batches = ['{"id":1}', '{"id":2,"name":"x"}', '{"age":3}'].map((line) => {
    for (const record of readLines([line])) intake.add(record);
    const batch = intake.cut();
    const fields = batch?.fields;
    if (batch !== undefined) intake.release(batch);
    return fields;
  });
  expect(batches.map((fields) => [...(fields ?? [])])).toEqual([["id"], ["id", "name"], ["age"]]);
});

test("rows are parsed exactly, and lines are the source's own bytes", () => {
  const intake = createIntake();
  const text = '{"id":12345678901234567890, "x":"ü","y":1.0}';
  const [record] = readLines(
    [text],
    ',"meta":{"changes":[{"field":"z","change":"NULLED","reason":"SOURCE_RETRIEVAL_ERROR"},{"field":1}]}',
  );
  if (record !== undefined) intake.add(record);
  const batch = intake.cut();
  const [row] = batch?.rows() ?? [];
  expect(JSON.stringify(row?.data)).toBe('{"id":12345678901234567890,"x":"ü","y":1}');
  expect(row).toMatchObject({ rawId: "prefix-000000000001", emittedAt: 1_700_000_000_000 });
  expect(row?.changes).toEqual([{ field: "z", change: "NULLED", reason: "SOURCE_RETRIEVAL_ERROR" }]);
  const [line] = batch?.lines() ?? [];
  expect(Buffer.from(line?.bytes.subarray(line.start, line.end) ?? []).toString()).toBe(text);
  expect([...(batch?.lines() ?? [])]).toHaveLength(1);
});

test("rows that no reader sees count together with the first that are seen", () => {
  const intake = createIntake();
  intake.noteWritten({ written: 3, changed: 1 }, false);
  expect(intake.tally.written).toBe(0);
  intake.noteWritten({ written: 2, changed: 0 }, true);
  expect(intake.tally).toMatchObject({ written: 5, changed: 1 });
});

function createIntake(): StreamIntake {
  return new StreamIntake({ index: 0, planned: {} as never, writer: {} as never, rawIdPrefix: "prefix-" });
}

function readRecords(...ids: readonly number[]): RecordMessage[] {
  return readLines(ids.map((id) => `{"id":${id}}`));
}

function readLines(data: readonly string[], extra = ""): RecordMessage[] {
  const lines = data.map(
    (text) => `{"type":"RECORD","record":{"stream":"a","data":${text},"emitted_at":1700000000000${extra}}}\n`,
  );
  return new MessageReader().read(Buffer.from(lines.join(""))).filter((message) => message.kind === "record");
}
