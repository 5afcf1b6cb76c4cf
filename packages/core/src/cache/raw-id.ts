import { createHash } from "node:crypto";
import { streamId, type StreamKey } from "../protocol/stream.ts";

/**
 * What all raw ids of one stream and run begin with: the first 23 characters of a UUIDv7 and a hyphen.
 * The time is the run's start, the random bits come from the run's token and the stream.
 */
export function rawIdPrefix(run: { readonly startedAt: Date; readonly token: string }, stream: StreamKey): string {
  const time = run.startedAt.getTime().toString(16).padStart(12, "0").slice(-12);
  const digest = createHash("sha256")
    .update(`${run.token}\u0000${streamId(stream)}`)
    .digest("hex");
  const variant = (8 + (Number.parseInt(digest.charAt(3), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-`;
}

/**
 * The `_airbyte_raw_id` of a record: a UUIDv7 whose last twelve hex digits are the record's ordinal, so that a database
 * can compute it from the prefix and the ordinal, and staging a record twice gives the same id.
 */
export function rawId(prefix: string, ordinal: number): string {
  return prefix + ordinal.toString(16).padStart(12, "0");
}
