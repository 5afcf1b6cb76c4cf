import { parseExact } from "./exact-json.ts";
import type { JsonObject } from "./json.ts";
import { readData, type UnreadableCell } from "./mend-record.ts";
import { RecordMark, type RecordMessage } from "./message.ts";
import { utf8Text } from "./utf8-text.ts";

/** The data of a record, parsed exactly, with null for what cannot be read. The record's marks say whether the slower, exact way is needed. */
export function parseRecord(record: Pick<RecordMessage, "bytes" | "start" | "end" | "marks">): JsonObject {
  return parseCells(record).data;
}

/** The data of a record, parsed exactly, with null for the top-level values that cannot be read, and those values. */
export function parseCells(record: Pick<RecordMessage, "bytes" | "start" | "end" | "marks">): {
  readonly data: JsonObject;
  readonly unreadable: readonly UnreadableCell[];
} {
  if ((record.marks & RecordMark.unreadable) === 0)
    return { data: parseText(utf8Text(record.bytes, record.start, record.end), record.marks), unreadable: [] };
  const { text, unreadable } = readData(record);
  return { data: parseText(text, record.marks), unreadable };
}

function parseText(text: string, marks: number): JsonObject {
  return (marks & RecordMark.number) === 0 ? JSON.parse(text) : (parseExact(text) as JsonObject);
}
