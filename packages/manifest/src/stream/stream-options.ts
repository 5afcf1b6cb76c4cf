import type { PythonDict } from "../python/value.ts";
import type { Engine } from "./engine.ts";

/** How a stream is built, beside its component. */
export interface StreamOptions {
  readonly engine: Engine;
  /** Keep the answers to its requests: it is read again as a parent. */
  readonly useCache?: boolean | undefined;
  /** A parent: its states go into those of its children, and its own input state is this. */
  readonly parentState?: PythonDict | undefined;
}
