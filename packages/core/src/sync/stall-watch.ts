/** When a connector counts as hung, and who is told; times in milliseconds. */
export interface StallWatchOptions {
  /** Without a sign of life for this long, it hangs. */
  readonly limit: number;
  /** It has been quiet for so long. Told once for each silence, well before the limit. */
  readonly onQuiet: (silence: number) => void;
  /** It hangs. Told once. */
  readonly onStalled: (silence: number) => void;
}

/** A silence of this many milliseconds is told of. */
const longSilence = 300_000;
/** A rest for a rate limit whose end nobody knows may take so many times the limit. */
const unknownRest = 6;

/**
 * Watches for a connector that gives no sign of life. The time in which we do not listen does not count, and neither does a rest for an
 * API's rate limit (a status RUNNING with the reason RATE_LIMITED): the clock goes on when the quota begins anew.
 */
export class StallWatch implements Disposable {
  readonly #options: StallWatchOptions;
  #heardAt: number = Date.now();
  #restUntil = 0;
  #isTold = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: StallWatchOptions) {
    this.#options = options;
    this.listen();
  }

  /** A sign of life: any output. */
  heard(): void {
    this.#heardAt = Date.now();
    this.#isTold = false;
  }

  /** We are busy: the connector may be waiting for us. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** We listen again. */
  listen(): void {
    this.heard();
    this.#arm();
  }

  /** The connector waits for a rate limit, until a time (milliseconds since 1970) where it said so. */
  rest(until: number | undefined): void {
    this.#restUntil = Math.max(this.#restUntil, until ?? Date.now() + unknownRest * this.#options.limit);
  }

  [Symbol.dispose](): void {
    this.pause();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const { limit } = this.#options;
    const quiet = Math.min(longSilence, limit / 2);
    const next = this.#since() + (this.#isTold ? limit : quiet) - Date.now();
    this.#timer = setTimeout(() => this.#look(quiet), Math.min(Math.max(1, next), longestTimer));
  }

  #look(quiet: number): void {
    const silence = Date.now() - this.#since();
    if (silence >= this.#options.limit) return this.#options.onStalled(Date.now() - this.#heardAt);
    if (silence >= quiet && !this.#isTold) {
      this.#isTold = true;
      this.#options.onQuiet(Date.now() - this.#heardAt);
    }
    this.#arm();
  }

  /** Since when the silence counts. */
  #since(): number {
    return Math.max(this.#heardAt, this.#restUntil);
  }
}

/** Longer timers end at once. */
const longestTimer = 2 ** 31 - 1;
