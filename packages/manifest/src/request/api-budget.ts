import { setTimeout as sleep } from "node:timers/promises";
import type { HttpRequest } from "./http-request.ts";
import type { HttpResponse } from "./http-response.ts";
import type { CallRatePolicy } from "./call-rate-policy.ts";

/** How answers tell of the calls that are left. */
export interface BudgetSignals {
  readonly resetHeader: string;
  readonly remainingHeader: string;
  readonly limitStatuses: readonly number[];
}

/** Holds requests back until the first policy that is about them has a call to spare: the HTTPAPIBudget of a manifest. */
export class ApiBudget {
  readonly #policies: readonly CallRatePolicy[];
  readonly #signals: BudgetSignals;

  constructor(policies: readonly CallRatePolicy[], signals: BudgetSignals) {
    this.#policies = policies;
    this.#signals = signals;
  }

  /** Settles when the request may go out. */
  async acquire(request: HttpRequest, signal?: AbortSignal): Promise<void> {
    const policy = this.#policies.find((candidate) => candidate.matches(request));
    if (policy === undefined) return;
    for (let wait = policy.take(request); wait > 0; wait = policy.take(request))
      await sleep(wait, undefined, { signal });
  }

  /** Takes over what an answer says of the calls that are left. */
  observe(request: HttpRequest, response: HttpResponse): void {
    const policy = this.#policies.find((candidate) => candidate.matches(request));
    if (policy === undefined) return;
    const remaining = Number.parseInt(response.headers.find(this.#signals.remainingHeader) ?? "", 10);
    const reset = Number.parseInt(response.headers.find(this.#signals.resetHeader) ?? "", 10);
    const exhausted = this.#signals.limitStatuses.includes(response.status);
    policy.update({
      available: Number.isNaN(remaining) ? (exhausted ? 0 : undefined) : remaining,
      resetAt: Number.isNaN(reset) ? undefined : reset * 1000,
    });
  }
}
