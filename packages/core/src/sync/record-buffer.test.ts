import fc from "fast-check";
import { expect, test } from "vitest";
import type { RecordMessage } from "../protocol/message.ts";
import { RecordBuffer } from "./record-buffer.ts";
import { RecordBuffers } from "./record-buffers.ts";

test("records of any size come out as they went in, also from a buffer that was used before", () => {
  const anyRecord = fc.record({
    text: fc.oneof(
      fc.json(),
      fc.integer({ min: 0, max: 9000 }).map((length) => JSON.stringify("x".repeat(length))),
    ),
    emittedAt: fc.maxSafeInteger(),
    marks: fc.nat({ max: 15 }),
    meta: fc.option(fc.json(), { nil: undefined }),
    fields: fc.constantFrom(["a"], ["a", "b"], []),
  });
  const buffers = new RecordBuffers();
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 200 }), (records) => {
      const buffer = buffers.take();
      for (const record of records) buffer.add(messageOf(record.text, record));
      expect(textsOf(buffer)).toEqual(records.map(({ text }) => text));
      const others = records
        .map((_, index) => buffer.at(index))
        .map(({ emittedAt, marks, meta }) => ({ emittedAt, marks, meta }));
      expect(others).toEqual(records.map(({ emittedAt, marks, meta }) => ({ emittedAt, marks, meta })));
      expect(buffer.fields).toEqual(new Set(records.flatMap(({ fields }) => fields)));
      expect(buffer.marks).toBe(records.reduce((all, { marks }) => all | marks, 0));
      buffers.give(buffer);
    }),
  );
});

test("a range of another buffer brings its own fields and marks only", () => {
  const all = RecordBuffer.of([
    messageOf('{"a":1}', { fields: ["a"], marks: 0 }),
    messageOf('{"b":2}', { fields: ["b"], marks: 1 }),
    messageOf('{"c":3}', { fields: ["c"], marks: 2, meta: "{}" }),
  ]);
  const [first, rest] = [new RecordBuffer(), new RecordBuffer()];
  first.addRange(all, 0, 2);
  rest.addRange(all, 2, 3);
  expect([first.fields, first.marks, textsOf(first)]).toEqual([new Set(["a", "b"]), 1, ['{"a":1}', '{"b":2}']]);
  expect([rest.fields, rest.marks, textsOf(rest), rest.at(0).meta]).toEqual([new Set(["c"]), 2, ['{"c":3}'], "{}"]);
});

test("memory is used again, but not that of a huge record", () => {
  const buffers = new RecordBuffers();
  const usual = buffers.take();
  buffers.give(usual);
  expect(buffers.take()).toBe(usual);
  const huge = RecordBuffer.of([messageOf("x".repeat(5 << 20))]);
  buffers.give(huge);
  expect(buffers.take()).not.toBe(huge);
});

function messageOf(
  text: string,
  more: Partial<Omit<RecordMessage, "meta">> & { meta?: string | undefined } = {},
): RecordMessage {
  const bytes = Buffer.from(`--${text}--`);
  const { emittedAt = 0, marks = 0, fields = [], meta } = more;
  const record = {
    kind: "record",
    stream: { name: "a" },
    emittedAt,
    bytes,
    start: 2,
    end: bytes.length - 2,
    marks,
    fields,
  } as const;
  return meta === undefined ? record : { ...record, meta };
}

function textsOf(buffer: RecordBuffer): string[] {
  return Array.from({ length: buffer.count }, (_, index) => {
    const { start, end } = buffer.at(index);
    return Buffer.from(buffer.bytes.subarray(start, end)).toString();
  });
}
