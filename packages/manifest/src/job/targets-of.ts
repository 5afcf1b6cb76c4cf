import type { RequestOptions } from "../request/merge-options.ts";
import type { RequestOptionsProvider } from "../request/request-options-provider.ts";
import type { RequestTarget } from "../request/request-option.ts";
import type { StreamSlice } from "../stream/stream-slice.ts";

/** What a provider adds to each part of a request. */
export function targetsOf(
  provider: RequestOptionsProvider | undefined,
  slice: StreamSlice,
): Partial<Record<RequestTarget, RequestOptions>> {
  if (provider === undefined) return {};
  const targets: readonly RequestTarget[] = ["request_parameter", "header", "body_data", "body_json"];
  return Object.fromEntries(targets.map((target) => [target, provider.requestOptions(target, slice)]));
}
