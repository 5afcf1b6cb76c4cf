import type { PythonDict } from "../python/value.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** The token of a page, as templates see it: `next_page_token['next_page_token']`. Null for the first page. */
export type PageToken = { readonly next_page_token: PythonDict[string] } | null;

/** The names templates of a request know: the slice, its extra fields by name, the page token. */
export function sliceContext(slice: StreamSlice | undefined, token: PageToken = null): PythonDict {
  return { stream_slice: slice ?? null, next_page_token: token, ...slice?.extraFields };
}
