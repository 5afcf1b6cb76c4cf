import type { Authenticator } from "../authenticate/authenticator.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";
import type { HttpResponse } from "./http-response.ts";
import type { RequestOptions } from "./merge-options.ts";
import type { RequestTarget } from "./request-option.ts";
import type { PageToken } from "./slice-context.ts";

/** What one request adds to what its requester says. */
export interface RequesterCall {
  readonly slice?: StreamSlice | undefined;
  readonly token?: PageToken | undefined;
  /** In place of the requester's own path: a page token that is a path or a whole URL. */
  readonly path?: string | undefined;
  readonly options?: Partial<Record<RequestTarget, RequestOptions>> | undefined;
}

/** Sends the requests of one HttpRequester. */
export interface Requester {
  send(call: RequesterCall): Promise<HttpResponse>;
  readonly authenticator: Authenticator;
}
