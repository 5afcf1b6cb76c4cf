import { parseLenientDate } from "../python/parse-lenient-date.ts";
import type { HttpRequest } from "../request/http-request.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { TokenQuota } from "./token-quota.ts";

/** What a token has left of a pool. Times are epoch seconds. */
export interface QuotaState {
  remaining: number;
  resetAt: number;
  limit: number;
  /** False where the server keeps no count. */
  readonly tracked: boolean;
}

/** What the book says to a request: go with a token, perhaps after a delay (seconds), or wait until a pool fills again. */
export type QuotaDecision = { readonly token: string; readonly delay: number } | { readonly secondsToReset: number };

/** Seconds an answer's window may be behind the known one and still count as the same. */
const skew = 60;
/** The longest delay that spreads the last calls, in seconds. */
const longestDelay = 10;

/** Counts the calls of several tokens in several pools. Rules: the CDK's RateLimitedMultipleTokenAuthenticator. */
export class QuotaBook {
  readonly #tokens: readonly string[];
  readonly #reserve: { readonly fraction: number; readonly least: number };
  #states: ReadonlyMap<string, ReadonlyMap<string, QuotaState>> = new Map();
  #active = 0;

  constructor(tokens: readonly string[], reserve: { readonly fraction: number; readonly least: number }) {
    this.#tokens = tokens;
    this.#reserve = reserve;
  }

  /** Takes over what the server says of all tokens: by token and pool. */
  seed(states: ReadonlyMap<string, ReadonlyMap<string, QuotaState>>): void {
    this.#states = states;
  }

  /** Takes a call from the active token, or from the next one that has any. */
  take(quota: TokenQuota, now: number): QuotaDecision {
    for (;;) {
      const token = this.#tokens[this.#active] ?? "";
      const state = this.#find(token, quota);
      if (state?.tracked !== true) {
        this.#rotate();
        return { token, delay: 0 };
      }
      if (state.remaining > 0) {
        state.remaining -= 1;
        return { token, delay: this.#delay(quota, state, now) };
      }
      if (this.isExhausted(quota))
        return { secondsToReset: Math.min(...this.#all(quota).map(({ resetAt }) => resetAt - now)) };
      this.#rotate();
    }
  }

  /** Whether no token has a call left. */
  isExhausted(quota: TokenQuota): boolean {
    return this.#all(quota).every(({ remaining, tracked }) => tracked && remaining <= 0);
  }

  /** Whether a token that has just been rejected is spent while another one is not. */
  hasAlternative(sender: string, quota: TokenQuota): boolean {
    const state = this.#find(sender, quota);
    if (state?.tracked !== true || state.remaining > 0) return false;
    return this.#tokens.some((token) => token !== sender && (this.#find(token, quota)?.remaining ?? 0) > 0);
  }

  /** Takes over what an answer says of the token that asked. Within a window counts only go down: answers come out of order. */
  observe(sender: string, quota: TokenQuota, response: HttpResponse): void {
    const exhausted = quota.exhaustionStatuses.includes(response.status);
    const remaining = readInteger(response, quota.remainingHeader) ?? (exhausted ? 0 : undefined);
    const resetAt = readTime(response, quota.resetHeader);
    const limit = readInteger(response, quota.limitHeader);
    const state = this.#find(sender, quota);
    if (state?.tracked !== true) return;
    if (limit !== undefined && limit > 0 && (resetAt === undefined || resetAt >= state.resetAt)) state.limit = limit;
    if (resetAt !== undefined && resetAt > state.resetAt) {
      state.resetAt = resetAt;
      state.remaining = remaining ?? state.limit;
      return;
    }
    const sameWindow = resetAt === undefined || resetAt >= state.resetAt - skew;
    if (remaining !== undefined && ((remaining <= 0 && exhausted) || sameWindow))
      state.remaining = Math.min(state.remaining, remaining);
  }

  /** Once all tokens are below their reserve, the calls left are spread over the time to the reset. */
  #delay(quota: TokenQuota, active: QuotaState, now: number): number {
    const states = this.#all(quota);
    const { fraction, least } = this.#reserve;
    const isLow = ({ tracked, remaining, limit }: QuotaState): boolean =>
      tracked && remaining <= Math.max(least, limit * fraction);
    if (!states.every(isLow)) return 0;
    const seconds = Math.max(active.resetAt - now, 0);
    const left = states.reduce((sum, { remaining }) => sum + Math.max(remaining, 0), 0);
    return left <= 0 || seconds <= 0 ? 0 : Math.min(seconds / left, longestDelay);
  }

  #all(quota: TokenQuota): readonly QuotaState[] {
    return this.#tokens.flatMap((token) => this.#find(token, quota) ?? []);
  }

  #find(token: string, quota: TokenQuota): QuotaState | undefined {
    return this.#states.get(token)?.get(quota.name);
  }

  #rotate(): void {
    this.#active = (this.#active + 1) % this.#tokens.length;
  }
}

/** The pool of a request: the first that matches, else the one that matches anything, else the first. */
export function findQuota(quotas: readonly TokenQuota[], request: HttpRequest): TokenQuota | undefined {
  return quotas.find((quota) => quota.matches(request)) ?? quotas.find(({ isDefault }) => isDefault) ?? quotas[0];
}

function readInteger(response: HttpResponse, header: string | undefined): number | undefined {
  const text = header === undefined ? undefined : response.headers.find(header);
  return text !== undefined && /^\s*[-+]?\d+(?:_\d+)*\s*$/u.test(text) ? Number(text.replaceAll("_", "")) : undefined;
}

function readTime(response: HttpResponse, header: string | undefined): number | undefined {
  const text = header === undefined ? undefined : response.headers.find(header);
  if (text === undefined) return undefined;
  try {
    return parseLenientDate(text).timestamp();
  } catch {
    return undefined;
  }
}
