import fc from "fast-check";
import { expect, test } from "vitest";
import { LineBuffer } from "./line-buffer.ts";

function linesOf(buffer: LineBuffer): string {
  return Buffer.from(buffer.takeWritten()).toString("utf8");
}

test("a line is ordinal, time and text, in order, and is forgotten by clear", () => {
  const buffer = new LineBuffer();
  const bytes = Buffer.from('xx{"a":"é"}yy');
  buffer.addRecord({ ordinal: 12, emittedAt: 1_700_000_000_000, bytes, start: 2, end: bytes.length - 2, marks: 0 });
  buffer.addText(13, -5, '["ü"]');
  expect(linesOf(buffer)).toBe('12\u00011700000000000\u0001{"a":"é"}\n13\u0001-5\u0001["ü"]\n');
  expect(buffer.longest).toBe(Buffer.byteLength('12\u00011700000000000\u0001{"a":"é"}\n'));
  buffer.clear();
  expect(linesOf(buffer)).toBe("");
});

test("every number is printed as JavaScript prints it", () => {
  const numbers = fc.oneof(
    fc.nat(),
    fc.maxSafeNat(),
    fc.constantFrom(0, 9, 10, 9_999_999, 10_000_000, 99_999_999_999_999, 1e14),
  );
  fc.assert(
    fc.property(numbers, numbers, (ordinal, time) => {
      const buffer = new LineBuffer();
      buffer.addText(ordinal, time, "{}");
      const shown = Math.min(time, 9_000_000_000_000_000);
      expect(linesOf(buffer)).toBe(`${ordinal}\u0001${shown}\u0001{}\n`);
    }),
  );
});

test("carriage returns between tokens become spaces", () => {
  const buffer = new LineBuffer();
  const bytes = new Uint8Array(Buffer.from('{\r"a":1\r}'));
  buffer.addRecord({ ordinal: 1, emittedAt: 2, bytes, start: 0, end: bytes.length, marks: 0 });
  expect(linesOf(buffer)).toBe('1\u00012\u0001{ "a":1 }\n');
});

test("a batch larger than its memory is kept whole", () => {
  const buffer = new LineBuffer();
  const text = JSON.stringify("x".repeat(700_000));
  for (const ordinal of [1, 2, 3]) buffer.addText(ordinal, 0, text);
  expect(linesOf(buffer)).toBe([1, 2, 3].map((ordinal) => `${ordinal}\u00010\u0001${text}\n`).join(""));
});
