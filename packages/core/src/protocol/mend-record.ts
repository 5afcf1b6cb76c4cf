import { Byte } from "./byte.ts";
import { type Flaw, type LooseMember, LooseWalker } from "./loose-walker.ts";
import { RecordMark, type RecordMessage } from "./message.ts";
import type { RecordScanner } from "./record-scanner.ts";
import { skipSpace } from "./skip-space.ts";
import { utf8Text } from "./utf8-text.ts";

/** A top-level value of a record that cannot be read: what it says, and why. */
export interface UnreadableCell {
  readonly field: string;
  /** The text of the value as the connector wrote it. */
  readonly original: string;
  readonly flaw: Flaw;
}

/** How deep the objects of a RECORD lie in its line. */
const [lineDepth, recordDepth, dataDepth] = [1, 2, 3];

/**
 * The record in a line that `scanner` gave up though it is one object: values in it are no JSON (`NaN`), or are nested too deep. Its
 * bytes stay as they are, and its mark says that they need `readData`. `undefined`: it is no record all the same.
 */
export function mendRecord(
  scanner: RecordScanner,
  { bytes, start, end }: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  now: number,
): RecordMessage | undefined {
  const walker = new LooseWalker();
  const line = walker.members(bytes, skipSpace(bytes, start), lineDepth) ?? [];
  const record = line.findLast(({ key }) => key === "record");
  if (record === undefined || bytes[record.start] !== Byte.openBrace) return undefined;
  const members = walker.members(bytes, record.start, recordDepth) ?? [];
  const data = members.findLast(({ key }) => key === "data");
  const isObject = data !== undefined && bytes[data.start] === Byte.openBrace;
  const cells = isObject ? (walker.members(bytes, data.start, dataDepth) ?? []) : [];
  const others = [...line.filter((member) => member !== record), ...cells];
  const ofRecord = members.filter((member) => member !== data || !isObject);
  const mended = replaceValues(bytes, { start, end }, [
    ...replacements(others, () => "null"),
    // A time that is no number is declared; one that is null is not given.
    ...replacements(ofRecord, ({ key }) => (key === "emitted_at" ? "false" : "null")),
  ]);
  const message = scanner.scan(mended, 0, mended.length, now);
  if (message?.kind !== "record" || data === undefined) return undefined;
  if (cells.every(({ flaw }) => flaw === undefined)) return message;
  return { ...message, bytes, start: data.start, end: data.end, marks: message.marks | RecordMark.unreadable };
}

/** The data of a record that is marked as unreadable: its JSON text, with null for what cannot be read. */
export function readData(record: Pick<RecordMessage, "bytes" | "start" | "end">): {
  readonly text: string;
  readonly unreadable: readonly UnreadableCell[];
} {
  const { bytes, start } = record;
  const members = new LooseWalker().members(bytes, start, dataDepth) ?? [];
  const mended = replaceValues(
    bytes,
    record,
    replacements(members, () => "null"),
  );
  // Of a key that comes twice the last one counts.
  const last = new Map(members.map((member) => [member.key, member]));
  const unreadable = [...last.values()].flatMap(({ key: field, start: from, end: to, flaw }) =>
    flaw === undefined ? [] : [{ field, original: utf8Text(bytes, from, to), flaw }],
  );
  return { text: mended.toString(), unreadable };
}

/** Other bytes for the range of a value. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What stands for the members that cannot be read. */
function replacements(members: readonly LooseMember[], textOf: (member: LooseMember) => string): Replacement[] {
  return members.flatMap((member) =>
    member.flaw === undefined ? [] : [{ start: member.start, end: member.end, text: textOf(member) }],
  );
}

/** A copy of a range with values replaced. */
function replaceValues(
  bytes: Uint8Array,
  range: { readonly start: number; readonly end: number },
  replaced: readonly Replacement[],
): Buffer {
  const parts: Uint8Array[] = [];
  let position = range.start;
  for (const { start, end, text } of replaced.toSorted((one, other) => one.start - other.start)) {
    parts.push(bytes.subarray(position, start), Buffer.from(text));
    position = end;
  }
  return Buffer.concat([...parts, bytes.subarray(position, range.end)]);
}
