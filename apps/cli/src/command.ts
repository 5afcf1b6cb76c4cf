import type { CommandOutline } from "./command-outline.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Options every command has. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly debug?: boolean;
}

/** What a command gets: its arguments in order, its options, the terminal, and a signal that the first Ctrl-C aborts. */
export interface CommandInput<Options> {
  readonly args: readonly string[];
  readonly options: Options & CommonOptions;
  readonly terminal: Terminal;
  /** All commands there are. */
  readonly commands: readonly CommandOutline[];
  readonly signal: AbortSignal;
}

/** A command: does its work and settles with the exit status. */
export type Command<Options> = (input: CommandInput<Options>) => Promise<number>;
