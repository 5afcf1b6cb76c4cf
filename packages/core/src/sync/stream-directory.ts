import { type StreamKey, streamId } from "../protocol/stream.ts";
import type { StreamIntake } from "./stream-intake.ts";

/** Finds the intake of a stream that a message names; cheap for the key object that was asked for last. */
export class StreamDirectory {
  readonly #intakes: ReadonlyMap<string, StreamIntake>;
  #lastKey: StreamKey | undefined;
  #last: StreamIntake | undefined;

  constructor(intakes: readonly StreamIntake[]) {
    this.#intakes = new Map(intakes.map((intake) => [streamId(intake.planned.key), intake]));
  }

  /** Undefined for a stream that is not read. */
  find(stream: StreamKey): StreamIntake | undefined {
    if (stream !== this.#lastKey) {
      this.#lastKey = stream;
      this.#last = this.findById(streamId(stream));
    }
    return this.#last;
  }

  findById(id: string): StreamIntake | undefined {
    return this.#intakes.get(id);
  }
}
