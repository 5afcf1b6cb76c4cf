import type { Decoder } from "../decode/decoder.ts";
import type { PythonDict } from "../python/value.ts";
import type { StreamRecord } from "../stream/stream-record.ts";

/** How a paginator is built, beside its component. */
export interface PaginatorOptions {
  readonly config: PythonDict;
  readonly decoder: Decoder;
  /** Data feeds: pages end at a last record this does not accept. */
  readonly isWanted?: ((record: StreamRecord) => boolean) | undefined;
}
