import { excerpt } from "./excerpt.ts";
import { RecordMark, type RecordMessage, type RejectedMessage, type RejectReason } from "./message.ts";
import { RecordEnvelope } from "./record-envelope.ts";
import { skipSpace } from "./skip-space.ts";

/**
 * The fast path: reads a RECORD line in one walk over its bytes, without making values of it. The walk checks all of JSON's
 * grammar, so that `data` can be trusted to parse. It remembers streams and shapes between lines: one scanner per output.
 */
export class RecordScanner {
  readonly #envelope = new RecordEnvelope();

  /**
   * Reads the line [start, end), which must be followed by a line end or nothing. `undefined`: not a RECORD, the full
   * parser is to look at it. `now` (epoch ms) stands in for an `emitted_at` that is missing, and for one that is no time: then the record's
   * changes say so.
   */
  scan(bytes: Uint8Array, start: number, end: number, now: number): RecordMessage | RejectedMessage | undefined {
    const envelope = this.#envelope;
    const position = envelope.read(bytes, start);
    const { stream, shape, emittedAt, meta } = envelope;
    const isWhole = position >= 0 && skipSpace(bytes, position) >= end;
    if (!isWhole || envelope.type !== "RECORD" || stream === undefined || envelope.data !== "object") {
      const reason = this.#rejectReason(isWhole);
      return reason && { kind: "rejected", reason, ...(stream && { stream }), excerpt: excerpt(bytes, start, end) };
    }
    const record = {
      kind: "record" as const,
      stream,
      emittedAt: Number.isNaN(emittedAt) ? now : emittedAt,
      bytes,
      start: envelope.dataStart,
      end: envelope.dataEnd,
      marks: envelope.marks,
      fields: shape.fields,
    };
    const told = envelope.hasUnusableTime ? declareTime(meta) : meta;
    return told === undefined ? record : { ...record, marks: record.marks | RecordMark.meta, meta: told };
  }

  /** Why a line is no record; undefined when it does not say that it is one. */
  #rejectReason(isWhole: boolean): RejectReason | undefined {
    const { type, hasRecord, stream, data } = this.#envelope;
    if (type === "other") return undefined;
    if (!isWhole) return type === "RECORD" || hasRecord ? "broken-json" : undefined;
    if (type === undefined) return undefined;
    if (stream === undefined) return "record-without-stream";
    return data === "absent" ? "record-without-data" : "data-not-an-object";
  }
}

const timeChange = { field: "_airbyte_extracted_at", change: "TRUNCATED", reason: "SOURCE_SERIALIZATION_ERROR" };

/** The `meta` of a record whose `emitted_at` is another time than the connector wrote. */
function declareTime(meta: string | undefined): string {
  const given = JSON.parse(meta ?? "{}") as { readonly changes?: unknown };
  const changes: unknown[] = Array.isArray(given.changes) ? given.changes : [];
  return JSON.stringify({ ...given, changes: [...changes, timeChange] });
}
