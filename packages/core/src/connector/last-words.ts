import type { Message } from "../protocol/message.ts";
import type { ErrorTrace } from "../protocol/trace.ts";

const mostLogs = 3;
const mostLines = 20;
const longestLine = 2_000;

/** What a connector said last, as far as it can explain its end: its error, its worst logs, the end of its stderr. Bounded. */
export class LastWords {
  #error: ErrorTrace | undefined;
  readonly #logs: string[] = [];
  readonly #stderr: string[] = [];

  note(message: Message): void {
    if (message.kind === "trace" && message.trace.kind === "error") this.#noteError(message.trace);
    if (message.kind === "log" && (message.level === "FATAL" || message.level === "ERROR")) {
      keep(this.#logs, `${message.level} ${message.message}`, mostLogs);
    }
  }

  noteLine(line: string): void {
    if (line.trim() !== "") keep(this.#stderr, line, mostLines);
  }

  /** The last TRACE ERROR about the whole connector; when there was none, the last one about a stream. */
  get error(): ErrorTrace | undefined {
    return this.#error;
  }

  /** The end of stderr: where a program that crashed names its error. */
  get lastLine(): string | undefined {
    return this.#stderr.at(-1)?.trim();
  }

  /** All of it as text; empty when the connector left without a word. */
  get text(): string {
    const internal = this.#error?.internalMessage;
    const detail = internal === undefined || internal === this.#error?.message ? [] : [internal.slice(0, longestLine)];
    return [...detail, ...this.#logs, ...this.#stderr].join("\n");
  }

  #noteError(error: ErrorTrace): void {
    if (error.stream === undefined || this.#error === undefined || this.#error.stream !== undefined)
      this.#error = error;
  }
}

function keep(lines: string[], line: string, most: number): void {
  lines.push(line.slice(0, longestLine));
  if (lines.length > most) lines.shift();
}
