import { isDict } from "../python/is-dict.ts";
import { parseLenientDate } from "../python/parse-lenient-date.ts";
import { printPython } from "../python/print-python.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { HttpClient } from "../request/http-client.ts";
import { resolveByDefault } from "../retry/default-resolution.ts";
import { success } from "../retry/resolution.ts";
import { HttpResponse } from "../request/http-response.ts";
import type { Engine } from "../stream/engine.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { QuotaState } from "./quota-book.ts";
import { headerAuthenticator } from "./token-authenticator.ts";
import type { TokenQuota } from "./token-quota.ts";

/** Where the server says what a token has left: the QuotaStatusSource of a manifest. */
export interface QuotaSource {
  readonly url: string;
  readonly httpMethod: string;
  readonly headers: PythonDict;
  /** Statuses that say no count is kept. */
  readonly unavailableStatuses: readonly number[];
  /** The word before the token, and the header it goes into. */
  readonly method: string;
  readonly header: string;
}

/** Asks what a token has left, by pool. */
export async function fetchQuotas(
  token: string,
  source: QuotaSource,
  quotas: readonly TokenQuota[],
  engine: Engine,
): Promise<ReadonlyMap<string, QuotaState>> {
  const isUnavailable = (status: number): boolean => source.unavailableStatuses.includes(status);
  const client = new HttpClient({
    name: "quota_status",
    // These calls are not among those a budget of the manifest counts.
    engine: { ...engine, budget: undefined },
    authenticator: headerAuthenticator(source.header, () => `${source.method} ${token}`.trim()),
    errorHandler: {
      maxRetries: 5,
      maxTime: 600,
      backoffStrategies: [],
      interpret: (outcome) => {
        if (!(outcome instanceof HttpResponse)) return resolveByDefault(outcome);
        if (isUnavailable(outcome.status))
          return { action: "IGNORE", failureType: "transient_error", message: undefined };
        return outcome.ok ? success : resolveByDefault(outcome);
      },
    },
  });
  const { httpMethod: method, url, headers } = source;
  const response = await client.send({ method, url, headers, parameters: {}, json: {}, data: {} });
  if (isUnavailable(response.status))
    return new Map(quotas.map(({ name }) => [name, { remaining: 0, resetAt: 0, limit: 0, tracked: false }]));
  return readQuotas(response.json() ?? null, quotas);
}

/** The states in an answer. A path that is not there is the manifest's fault. */
export function readQuotas(body: PythonValue, quotas: readonly TokenQuota[]): ReadonlyMap<string, QuotaState> {
  return new Map(
    quotas.map((quota) => {
      const remaining = Math.trunc(Number(findAt(body, quota.remainingPath, quota.name, "remaining")));
      const resetAt = parseLenientDate(printPython(findAt(body, quota.resetPath, quota.name, "reset"))).timestamp();
      const limit =
        quota.limitPath === undefined || quota.limitPath.length === 0
          ? remaining
          : Math.trunc(Number(findAt(body, quota.limitPath, quota.name, "limit")));
      return [quota.name, { remaining, resetAt, limit, tracked: true }];
    }),
  );
}

function findAt(body: PythonValue, path: readonly string[], quota: string, what: string): PythonValue {
  let value = body;
  for (const key of path) {
    if (!isDict(value) || !Object.hasOwn(value, key))
      throw new TracedError(
        `Quota status response does not contain the configured ${what} path for token quota "${quota}".`,
        {
          failureType: "system_error",
          internalMessage: `Quota status response did not contain the ${what} path ${representPython([...path])} configured for quota '${quota}'`,
        },
      );
    value = value[key] ?? null;
  }
  return value;
}
