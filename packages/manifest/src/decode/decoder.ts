import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";

/** Turns the body of a response into documents, which extractors look for records in. */
export interface Decoder {
  /** Whether it reads the body while it arrives. Paginators then see an empty answer. */
  readonly streams: boolean;
  /** Documents in portions: a body that is read as a whole is one portion. */
  decode(response: HttpResponse): AsyncIterable<readonly PythonValue[]> | Iterable<readonly PythonValue[]>;
}
