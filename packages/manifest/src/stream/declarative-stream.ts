import type { ParentStream } from "../partition/partition-router.ts";
import type { PythonDict } from "../python/value.ts";
import type { SchemaLoader } from "../schema/create-schema-loader.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamSlice } from "./stream-slice.ts";
import { withoutNulls } from "./without-nulls.ts";

/** A stream that can be described and read. */
export interface DeclarativeStream extends ParentStream {
  readonly primaryKey: readonly string[];
  /** The field incremental syncs go by; undefined for a stream without. */
  readonly cursorField: string | undefined;
  /** Whether a configured catalog may name another cursor field. */
  readonly cursorIsConfigurable: boolean;
  readonly schema: SchemaLoader;
  readonly hasFiles: boolean;
  /** The names of the streams whose records its partitions come from, theirs included. */
  readonly parents: ReadonlySet<string>;
  /** The records of one slice in portions. */
  readPages(slice: StreamSlice): AsyncGenerator<StreamRecord[]>;
}

/** The stream as a catalog lists it. */
export async function describeStream(stream: DeclarativeStream): Promise<PythonDict> {
  const described: PythonDict = {
    name: stream.name,
    json_schema: withoutNulls(await stream.schema()),
    supported_sync_modes: ["full_refresh"],
  };
  if (stream.cursorField !== undefined) {
    described["supported_sync_modes"] = ["full_refresh", "incremental"];
    described["source_defined_cursor"] = !stream.cursorIsConfigurable;
    described["default_cursor_field"] = [stream.cursorField];
  }
  if (stream.primaryKey.length > 0) described["source_defined_primary_key"] = stream.primaryKey.map((key) => [key]);
  described["is_resumable"] = stream.cursorField !== undefined;
  described["is_file_based"] = stream.hasFiles;
  return described;
}
