import type { PythonDict } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { PageToken } from "../request/slice-context.ts";
import type { StreamRecord } from "./stream-record.ts";
import type { StreamSlice } from "./stream-slice.ts";

/** A page being read. */
export interface Page {
  slice: StreamSlice;
  readonly token: PageToken;
  readonly schema: PythonDict;
  readonly pageSize: number | undefined;
  /** The page, where the parent's record brought it. */
  readonly embedded: HttpResponse | undefined;
  size: number;
  lastRecord: StreamRecord | undefined;
  response: HttpResponse | undefined;
}
