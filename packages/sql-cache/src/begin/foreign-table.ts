import { type StreamKey, streamLabel, type TableName } from "@airdock/core";
import { CacheError } from "../error/cache-error.ts";

/** The error for a table that stands where a stream wants its own. */
export function foreignTable(stream: StreamKey, { schema, name }: TableName): CacheError {
  const table = schema === undefined ? name : `${schema}.${name}`;
  return new CacheError(
    `Stream ${streamLabel(stream)} needs the table ${table}, which exists and was not made by Airdock.`,
    {
      code: "TABLE_NOT_OURS",
      hint: "Rename that table, or give the connection another name, or set the cache's schema and table templates.",
      data: { stream: stream.name, table },
    },
  );
}
