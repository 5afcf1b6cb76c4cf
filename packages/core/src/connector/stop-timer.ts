import type { ConnectorSession } from "./connector-runner.ts";

/** Milliseconds a command may take; generous, since some connectors try a broken API for long. A read has no limit. */
export const timeLimits = { spec: 180_000, check: 900_000, discover: 3_600_000 };

/** Milliseconds a connector may go on after its answer, or after closing its stdout. */
export const lingeringLimit = 10_000;

/** Stops a connector that takes too long. */
export class StopTimer implements Disposable {
  readonly #session: ConnectorSession;
  #timer: NodeJS.Timeout | undefined;
  /** True once a limit has passed. */
  passed = false;

  constructor(session: ConnectorSession, milliseconds: number) {
    this.#session = session;
    this.limit(milliseconds);
  }

  /** Sets a new limit, from now on. */
  limit(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.passed = true;
      void this.#session.stop();
    }, milliseconds);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
