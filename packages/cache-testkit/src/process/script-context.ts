import type { Cache } from "@airdock/core";

/** What a script in another process has at hand. */
export interface ScriptContext {
  /** Guarded and open for writing. */
  readonly cache: Cache;
  /** What the case gave along. */
  readonly input: unknown;
  /** Says a line to the case. */
  print(line: string): void;
  /** Waits until the case says a line. */
  heard(): Promise<string>;
}
