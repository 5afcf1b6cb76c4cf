import type { StreamStatus } from "../protocol/trace.ts";

/** Why a stream did not end well. */
export type StreamFault =
  /** The connector reported an error for it. */
  | "error"
  /** It ended INCOMPLETE. */
  | "incomplete"
  /** It was begun and never completed. */
  | "not-completed"
  /** Other streams had statuses, this one had none. */
  | "silent"
  /** No stream had a status, and the connector did not end well. */
  | "source-failed";

/**
 * Judges which streams succeeded. Success is COMPLETE; or, only where the connector sent no status for any stream, a
 * connector that ended well (exit 0, no TRACE ERROR). An error makes its stream a failure whatever follows.
 */
export class StreamVerdicts {
  readonly #statuses: (StreamStatus | undefined)[];
  readonly #errors = new Set<number>();
  #hasStatus = false;
  #hasError = false;

  constructor(streams: number) {
    this.#statuses = Array.from({ length: streams }, () => undefined);
  }

  /** A status arrived; `stream` undefined: of a stream that nobody asked for. True when the stream has now ended well. */
  noteStatus(stream: number | undefined, status: StreamStatus): boolean {
    this.#hasStatus = true;
    if (stream === undefined) return false;
    const before = this.#statuses[stream];
    if (before === "INCOMPLETE") return false;
    if (before === "COMPLETE" && status !== "INCOMPLETE") return false;
    this.#statuses[stream] = status;
    return status === "COMPLETE" && !this.#errors.has(stream);
  }

  /** The connector reported an error, of one stream or (undefined) of its own. */
  noteError(stream: number | undefined): void {
    this.#hasError = true;
    if (stream !== undefined) this.#errors.add(stream);
  }

  /** What became of a stream; `endedWell`: the connector ended by itself with exit code 0. Undefined: it succeeded. */
  judge(stream: number, endedWell: boolean): StreamFault | undefined {
    if (this.#errors.has(stream)) return "error";
    if (!this.#hasStatus) return endedWell && !this.#hasError ? undefined : "source-failed";
    const status = this.#statuses[stream];
    if (status === "COMPLETE") return undefined;
    if (status === undefined) return "silent";
    return status === "INCOMPLETE" ? "incomplete" : "not-completed";
  }
}
