import type { PythonValue } from "../python/value.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { RequestOptions } from "../request/merge-options.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { PageToken } from "../request/slice-context.ts";
import type { StreamRecord } from "../stream/stream-record.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** A page that was read, as the choice of the next one sees it. */
export interface PageSeen {
  readonly response: HttpResponse;
  /** Records that came out of the page. */
  readonly size: number;
  readonly lastRecord: StreamRecord | undefined;
  /** The value of the token the page was asked for by; null for the first page. */
  readonly token: PythonValue;
  readonly slice: StreamSlice;
  /** The page size really asked for, where it was reduced. */
  readonly pageSize?: number | undefined;
}

/** Asks for pages one after the other. Holds nothing of the pages itself: partitions share it. */
export interface Paginator {
  /** The token of the first page; null where it has none. */
  initialToken(): PythonValue;
  /** The value of the next page's token; null after the last page. Falsy values end the pages too. */
  nextToken(page: PageSeen): PythonValue | Promise<PythonValue>;
  /** The path or URL to ask next, where the token is one. */
  path(token: PageToken): string | undefined;
  /** What goes into one part of the request. */
  options(target: RequestTarget, token: PageToken, pageSize?: number): RequestOptions;
  /** The page size of the manifest; undefined where it names none. */
  pageSize(): number | undefined;
}

/** One page is all there is. */
export const noPagination: Paginator = {
  initialToken: () => null,
  nextToken: () => null,
  path: () => undefined,
  options: () => ({}),
  pageSize: () => undefined,
};
