import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

/** An output of a process, as Node has it: a pipe that counts what came. */
export type OutputPipe = Readable & { readonly bytesRead?: number };

/** Milliseconds between two looks at a pipe, and how many of them have to find it empty. */
const [pause, emptyLooks] = [250, 4];

/** Node reads so many bytes at once: a pipe that gave less since the last look has been read to its end in between. */
const oneRead = 64 * 1024;

/** More bytes than a pipe holds: what comes behind them was written after the end of the process. */
const beyondPipe = 1024 * 1024 + oneRead;

/**
 * Ends the reading of a process's outputs some time after its end, when something that it started, and that signals do not reach, still holds
 * them open. What the process wrote itself is in the pipes by then: it is read first.
 */
export class ExitWatch {
  /** True once an output was given up. */
  hasGivenUp = false;

  /** `ended` settles when the process and its group are gone. */
  constructor(pipes: readonly OutputPipe[], ended: Promise<unknown>) {
    void ended.then(() => Promise.all(pipes.map((pipe) => this.#watch(pipe)))).catch(() => undefined);
  }

  /** What comes from a pipe that is watched. */
  async *read<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
    try {
      yield* items;
    } catch (error) {
      if (!this.hasGivenUp) throw error;
    }
  }

  async #watch(pipe: OutputPipe): Promise<void> {
    const atEnd = pipe.bytesRead ?? 0;
    let seen = Number.NEGATIVE_INFINITY;
    for (let empty = 0; empty < emptyLooks;) {
      await delay(pause, undefined, { ref: false });
      if (pipe.destroyed || pipe.readableEnded) return;
      const read = pipe.bytesRead ?? 0;
      // A reader that takes its time is waited for: nothing is given up that it has not got.
      if (read - seen < oneRead && pipe.readableLength === 0) empty += 1;
      seen = read;
      if (read - pipe.readableLength - atEnd > beyondPipe) break;
    }
    this.hasGivenUp = true;
    pipe.destroy();
  }
}
