import { findHeader, type HttpRequest, setHeader } from "../request/http-request.ts";
import type { HttpResponse } from "../request/http-response.ts";
import type { PythonDict } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import type { Authenticator } from "./authenticator.ts";
import { findQuota, QuotaBook, type QuotaState } from "./quota-book.ts";
import type { TokenQuota } from "./token-quota.ts";

/** The shortest wait for a pool to fill, in seconds: a reset that is past already must not become a busy loop. */
const shortestWait = 5;

/** What rotating tokens work with; times are seconds. */
export interface RotatingTokenSettings {
  readonly tokens: readonly string[];
  readonly quotas: readonly TokenQuota[];
  /** The word before a token in the header. */
  readonly method: string;
  readonly header: string;
  /** All waiting for one request. */
  readonly maxWait: number;
  readonly reserve: { readonly fraction: number; readonly least: number };
  /** Asks the server what a token has left, by pool. */
  readonly fetchStates: (token: string) => Promise<ReadonlyMap<string, QuotaState>>;
  readonly log: (level: "INFO" | "WARN", message: string) => void;
  /** The wall clock. */
  readonly now: () => number;
  /** A clock that cannot be set. */
  readonly ticks: () => number;
  readonly sleep: (seconds: number) => Promise<unknown>;
}

/** Signs each request with one of several tokens, and goes to the next one when a token has no calls left. */
export class RotatingTokens implements Authenticator {
  readonly #settings: RotatingTokenSettings;
  readonly #book: QuotaBook;
  #seeding: Promise<void> | undefined;
  #isSeeded = false;

  constructor(settings: RotatingTokenSettings) {
    this.#settings = settings;
    this.#book = new QuotaBook(settings.tokens, settings.reserve);
  }

  /** Nothing: each attempt is signed on its own. */
  async options(): Promise<PythonDict> {
    return {};
  }

  async sign(request: HttpRequest): Promise<void> {
    const { header, method, quotas, now, sleep } = this.#settings;
    if (!this.#isSeeded) await this.#seed();
    const quota = findQuota(quotas, request);
    if (quota === undefined) return;
    let deadline: number | undefined;
    for (;;) {
      const decision = this.#book.take(quota, now());
      if ("token" in decision) {
        if (decision.delay >= 0.1) await sleep(decision.delay);
        setHeader(request.headers, header, `${method} ${decision.token}`.trim());
        return;
      }
      deadline ??= this.#settings.ticks() + this.#settings.maxWait;
      await this.#wait(quota, decision.secondsToReset, deadline);
    }
  }

  observe(request: HttpRequest, response: HttpResponse): void {
    const quota = findQuota(this.#settings.quotas, request);
    const sender = this.#senderOf(request);
    if (quota !== undefined && sender !== undefined) this.#book.observe(sender, quota, response);
  }

  hasAlternative(request: HttpRequest): boolean {
    const quota = findQuota(this.#settings.quotas, request);
    const sender = this.#senderOf(request);
    return quota !== undefined && sender !== undefined && this.#book.hasAlternative(sender, quota);
  }

  /** Waits for the first token's calls to come back, and asks the server what there is then. */
  async #wait(quota: TokenQuota, secondsToReset: number, deadline: number): Promise<void> {
    const { ticks, sleep, log } = this.#settings;
    const left = deadline - ticks();
    if (left <= 0 || secondsToReset >= left)
      throw new TracedError("Rate limit is exceeded for all provided tokens.", {
        failureType: "transient_error",
        internalMessage: `Rate limits for all tokens (quota: ${quota.name}) were reached and the next reset exceeds max_wait_time`,
      });
    const seconds = Math.min(Math.max(secondsToReset, shortestWait), left);
    log("INFO", `All tokens exhausted (quota: ${quota.name}). Waiting ${seconds.toFixed(0)}s until rate limit resets.`);
    await sleep(seconds);
    if (this.#book.isExhausted(quota)) await this.#seed();
  }

  /** Once at a time: who comes while the server is being asked waits for the same answer. */
  async #seed(): Promise<void> {
    const { tokens, fetchStates, log } = this.#settings;
    this.#seeding ??= (async () => {
      const states = new Map<string, ReadonlyMap<string, QuotaState>>();
      for (const token of tokens) states.set(token, await fetchStates(token));
      this.#book.seed(states);
      const untracked = [...states.values()].filter((pools) => [...pools.values()].some(({ tracked }) => !tracked));
      if (untracked.length > 0 && !this.#isSeeded)
        log(
          "INFO",
          `The API keeps no count of calls for ${untracked.length} of ${tokens.length} tokens: these are used in turn.`,
        );
      this.#isSeeded = true;
    })().finally(() => (this.#seeding = undefined));
    await this.#seeding;
  }

  #senderOf(request: HttpRequest): string | undefined {
    const { header, method, tokens } = this.#settings;
    const value = findHeader(request.headers, header) ?? "";
    if (method !== "" && !value.startsWith(`${method} `)) return undefined;
    const token = value.slice(method === "" ? 0 : method.length + 1).trim();
    return tokens.includes(token) ? token : undefined;
  }
}
