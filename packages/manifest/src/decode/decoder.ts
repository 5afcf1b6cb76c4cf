import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";

/** Turns the body of a response into documents, which extractors look for records in. */
export interface Decoder {
  /** Whether it reads the body while it arrives. Paginators then see an empty answer. */
  readonly streams: boolean;
  /** Why a body that is read as a whole cannot be read, in the end of a sentence: `is not JSON`. Undefined where it can. */
  findProblem?(response: HttpResponse): Promise<string | undefined> | string | undefined;
  /** Documents in portions: a body that is read as a whole is one portion. */
  decode(response: HttpResponse): AsyncIterable<readonly PythonValue[]> | Iterable<readonly PythonValue[]>;
}
