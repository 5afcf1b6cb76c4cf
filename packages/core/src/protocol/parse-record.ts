import { parseExact } from "./exact-json.ts";
import type { JsonObject } from "./json.ts";
import { RecordMark, type RecordMessage } from "./message.ts";
import { utf8Text } from "./utf8-text.ts";

/** The data of a record, parsed exactly. The record's marks say whether the slower, exact way is needed. */
export function parseRecord(record: Pick<RecordMessage, "bytes" | "start" | "end" | "marks">): JsonObject {
  const text = utf8Text(record.bytes, record.start, record.end);
  return (record.marks & RecordMark.number) === 0 ? JSON.parse(text) : (parseExact(text) as JsonObject);
}
