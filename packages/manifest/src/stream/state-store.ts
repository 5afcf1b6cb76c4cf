import { copyPython } from "../python/copy-python.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** The states of a sync's input, by stream. */
export class StateStore {
  readonly #states = new Map<string, PythonDict>();

  /** Takes a state file's list of messages; a list of whole protocol messages is read too. */
  constructor(messages: PythonValue) {
    for (const message of Array.isArray(messages) ? messages : []) {
      if (!isDict(message)) continue;
      const state = isDict(message["state"]) ? message["state"] : message;
      const stream = state["stream"];
      if (!isDict(stream)) continue;
      const descriptor = stream["stream_descriptor"];
      const value = stream["stream_state"];
      if (isDict(descriptor) && isDict(value)) this.#states.set(String(descriptor["name"]), value);
    }
  }

  /** The stream's state, as a copy of its own; empty where there is none. */
  find(stream: string): PythonDict {
    return copyPython(this.#states.get(stream) ?? {});
  }

  /** Forgets the stream's state. */
  drop(stream: string): void {
    this.#states.delete(stream);
  }
}
