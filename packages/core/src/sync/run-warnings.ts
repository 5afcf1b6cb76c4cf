import type { StreamKey } from "../protocol/stream.ts";
import { type EventReporter, eventStream } from "./event-reporter.ts";

/** Something odd that is no failure. */
export interface RunWarning {
  readonly code: string;
  readonly message: string;
  readonly stream?: StreamKey;
}

/** Collects warnings: of each code and stream the first, and of each code no more than a hundred. */
export class RunWarnings {
  readonly #reporter: EventReporter;
  readonly #warnings = new Map<string, RunWarning>();

  constructor(reporter: EventReporter) {
    this.#reporter = reporter;
  }

  get all(): readonly { readonly code: string; readonly message: string }[] {
    return [...this.#warnings.values()].map(({ code, message }) => ({ code, message }));
  }

  add(warning: RunWarning): void {
    const { code, message, stream } = warning;
    const key = JSON.stringify([code, stream?.namespace, stream?.name]);
    if (this.#warnings.has(key) || this.#count(code) >= 100) return;
    this.#warnings.set(key, warning);
    this.#reporter.emit({ type: "warning", code, message, ...(stream && eventStream(stream)) });
  }

  #count(code: string): number {
    return [...this.#warnings.values()].filter((warning) => warning.code === code).length;
  }
}
