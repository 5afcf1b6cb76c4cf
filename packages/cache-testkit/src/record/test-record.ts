import { type JsonObject, printExact, type RecordChange, type StreamKey } from "@airdock/core";

/** A record as a case writes it: its data, or what `record` made when more is to be said. */
export type TestRecord = JsonObject | RecordText;

/** When a record was emitted unless it says so: 2024-05-01T00:00:00Z in epoch milliseconds. */
export const defaultEmittedAt: number = Date.UTC(2024, 4, 1);

/** A record of which the JSON text, the time or the source's own changes matter. */
export class RecordText {
  readonly json: string;
  readonly emittedAt: number;
  readonly changes: readonly RecordChange[];

  constructor(json: string, more: RecordExtras = {}) {
    this.json = json;
    this.emittedAt = more.emittedAt ?? defaultEmittedAt;
    this.changes = more.changes ?? [];
  }
}

/** What a record may carry beside its data. */
export interface RecordExtras {
  /** Epoch milliseconds. */
  readonly emittedAt?: number;
  /** `meta.changes`, as the source declares them. */
  readonly changes?: readonly RecordChange[];
}

/** A record by its exact JSON text (numbers of any length, keys that come twice, escapes), or by its data and more. */
export function record(data: string | JsonObject, more: RecordExtras = {}): RecordText {
  return new RecordText(typeof data === "string" ? data : printExact(data), more);
}

/** The line a connector would print for a record. */
export function recordLine(stream: StreamKey, given: TestRecord): string {
  const { json, emittedAt, changes } = given instanceof RecordText ? given : record(given);
  const meta = changes.length === 0 ? "" : `,"meta":${JSON.stringify({ changes })}`;
  const names = `"stream":${JSON.stringify(stream.name)},"namespace":${JSON.stringify(stream.namespace ?? null)}`;
  return `{"type":"RECORD","record":{${names},"data":${json},"emitted_at":${emittedAt}${meta}}}\n`;
}
