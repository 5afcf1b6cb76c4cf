import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "./stream-slice.ts";

/** A record with the slice it was read for. */
export interface StreamRecord {
  readonly data: PythonDict;
  readonly slice: StreamSlice;
  /** The file it is about, where the stream downloads files. */
  readonly file?: FileReference;
}

/** A downloaded file, as the protocol names its parts. */
export interface FileReference {
  readonly staging_file_url: string;
  readonly source_file_relative_path: string;
  readonly file_size_bytes: number;
}
