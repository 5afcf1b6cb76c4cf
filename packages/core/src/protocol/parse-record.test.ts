import { expect, it } from "vitest";
import { printExact } from "./exact-json.ts";
import { RecordMark } from "./message.ts";
import { parseRecord } from "./parse-record.ts";

it.each([
  ['{"id":12345678901234567890,"é":0.10}', RecordMark.number, '{"id":12345678901234567890,"é":0.1}'],
  ['{"id":1,"__proto__":2}', 0, '{"id":1,"__proto__":2}'],
])("parses %s exactly", (data, marks, printed) => {
  const bytes = Buffer.from(`before${data}after`);
  expect(printExact(parseRecord({ bytes, start: 6, end: bytes.length - 5, marks }))).toBe(printed);
});
