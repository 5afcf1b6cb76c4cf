import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { Decoder } from "./decoder.ts";

/** What templates of paginators see as `response`: the first document; an empty one where the body is streamed. */
export async function firstDocument(decoder: Decoder, response: HttpResponse): Promise<PythonValue> {
  if (decoder.streams) return {};
  for await (const portion of decoder.decode(response)) {
    const [first] = portion;
    if (first !== undefined) return first;
  }
  return {};
}
