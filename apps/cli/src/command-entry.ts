import type { CommandOutline } from "./command-outline.ts";
import type { Command } from "./command.ts";

/** One command of the table; its module is loaded when it runs. */
export interface CommandEntry extends CommandOutline {
  /** `never`: each command has options of its own, which commander gathers by the entry above. */
  readonly load: () => Promise<Command<never>>;
}
