/**
 * Lines on their way to somebody who may come late, or never: at most `most` wait, then the oldest are dropped, so that
 * whoever writes them is never held up. One reader.
 */
export class BoundedLines implements AsyncIterable<string> {
  readonly #most: number;
  readonly #waiting: string[] = [];
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(most = 1_000) {
    this.#most = most;
  }

  push(line: string): void {
    this.#waiting.push(line);
    if (this.#waiting.length > this.#most) this.#waiting.shift();
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const line = this.#waiting.shift();
      if (line !== undefined) yield line;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
