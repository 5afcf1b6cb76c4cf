import { type StreamKey, streamLabel } from "@airdock/core";
import type { CacheDialect } from "../cache-dialect.ts";
import { CacheError } from "../error/cache-error.ts";

/**
 * Throws NAME_INVALID for a stream whose name or namespace the bookkeeping cannot keep as it is, so that another stream's could be taken
 * for it: with half a surrogate pair, or with NUL where text has none.
 */
export function checkStreamName(stream: StreamKey, { supports }: Pick<CacheDialect, "supports">): void {
  const parts = [stream.name, stream.namespace ?? ""];
  const isKept = (part: string): boolean =>
    part.isWellFormed() && (supports.nulInText !== false || !part.includes("\0"));
  if (parts.every(isKept)) return;
  throw new CacheError(`The database cannot keep the name of stream ${JSON.stringify(streamLabel(stream))}.`, {
    code: "NAME_INVALID",
    hint: "Select the other streams of the source, without this one.",
    data: { stream: stream.name },
  });
}
