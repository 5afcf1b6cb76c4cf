import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readQuotas } from "../src/authenticate/fetch-quotas.ts";
import type { QuotaState } from "../src/authenticate/quota-book.ts";
import { RotatingTokens } from "../src/authenticate/rotating-tokens.ts";
import { readTokenQuotas } from "../src/authenticate/token-quota.ts";
import { Component } from "../src/load/component.ts";
import type { PythonDict, PythonValue } from "../src/python/value.ts";
import type { HttpRequest } from "../src/request/http-request.ts";
import { HttpResponse } from "../src/request/http-response.ts";
import { ResponseHeaders } from "../src/request/response-headers.ts";

interface Case {
  readonly settings: {
    tokens: string[];
    quotas: PythonValue;
    max_wait: number;
    fraction: number;
    least: number;
    unavailable: number[];
  };
  readonly fetches: Readonly<Record<string, readonly { status: number; json?: PythonValue }[]>>;
  readonly operations: readonly { call?: string; pass?: number; status?: number; headers?: Record<string, string> }[];
  readonly results: readonly unknown[];
}

const start = 1_700_000_000;
const cases = JSON.parse(await readFile(new URL("golden/tokens.json", import.meta.url), "utf8")) as readonly Case[];

test.each(cases.map((given, index) => ({ index, given })))(
  "case $index: tokens are used, waited for and learned of as the CDK does",
  async ({ given }) => expect(await play(given)).toEqual(given.results),
);

/** Signs and observes by a clock that only waiting and the case move on. */
async function play({ settings, fetches, operations }: Case): Promise<readonly unknown[]> {
  let clock = 0;
  let slept = 0;
  const counts = new Map<string, number>();
  const quotas = readTokenQuotas(new Component({ quotas: settings.quotas } as PythonDict, "authenticator"), {});
  const authenticator = new RotatingTokens({
    ...settings,
    quotas,
    method: "Bearer",
    header: "Authorization",
    maxWait: settings.max_wait,
    reserve: settings,
    log: () => undefined,
    now: () => start + clock,
    ticks: () => clock,
    sleep: async (seconds) => {
      slept += seconds;
      clock += seconds;
    },
    fetchStates: async (token) => {
      const count = counts.get(token) ?? 0;
      counts.set(token, count + 1);
      const answer = fetches[token]?.[Math.min(count, 5)];
      if (answer?.status === 200) return readQuotas(answer.json ?? null, quotas);
      return new Map(
        quotas.map(({ name }): [string, QuotaState] => [name, { remaining: 0, resetAt: 0, limit: 0, tracked: false }]),
      );
    },
  });
  const results: unknown[] = [];
  let request: HttpRequest = { method: "GET", url: "", headers: {}, body: undefined };
  for (const operation of operations) {
    slept = 0;
    if (operation.pass !== undefined) clock += operation.pass;
    else if (operation.call !== undefined) {
      request = { method: "GET", url: `http://localhost${operation.call}`, headers: {}, body: undefined };
      try {
        await authenticator.sign(request);
        results.push({ signed: request.headers["Authorization"], slept: Number(slept.toFixed(4)) });
      } catch (error) {
        results.push({ error: (error as Error).message, slept: Number(slept.toFixed(4)) });
      }
    } else {
      authenticator.observe(request, answerOf(request, operation.status ?? 200, operation.headers ?? {}));
      results.push({ alternative: authenticator.hasAlternative(request) });
    }
  }
  return results;
}

function answerOf(request: HttpRequest, status: number, headers: Record<string, string>): HttpResponse {
  return new HttpResponse({
    request,
    status,
    reason: "",
    url: request.url,
    headers: new ResponseHeaders(Object.entries(headers).flat()),
    body: Buffer.alloc(0),
  });
}
