import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";

/** Finds the records in a response, in portions. */
export interface RecordExtractor {
  extract(response: HttpResponse): AsyncIterable<readonly PythonValue[]> | Iterable<readonly PythonValue[]>;
}
