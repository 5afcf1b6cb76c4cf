import { AirdockError } from "@airdock/core";
import type { Command } from "../command.ts";
import { completionShells, printCompletion } from "../print-completion.ts";
import { escapeLine } from "../terminal/escape-text.ts";
import { openProject } from "../open-project.ts";

/** The flags of `airdock completion`. */
export interface CompletionFlags {
  /** For the scripts: the names of the config file's connections. */
  readonly connections?: boolean;
}

/** `airdock completion`: the script that makes a shell complete `airdock`. */
export const completion: Command<CompletionFlags> = async ({ args, options, terminal, commands }) => {
  if (options.connections === true) {
    // Pressing Tab is no place for errors: a config that is not the user's own offers nothing.
    const { config } = await openProject({}, terminal).catch(() => ({ config: undefined }));
    // A line each: a name that holds a line end, or what a terminal obeys, is none that a shell could offer.
    const names = (config?.names ?? []).filter((name) => escapeLine(name) === name);
    for (const name of names) await terminal.out(`${name}\n`);
    return 0;
  }
  const shell = completionShells.find((each) => each === args[0]);
  if (shell === undefined)
    throw new AirdockError(args[0] === undefined ? "Which shell?" : `There is no completion for ${args[0]}.`, {
      code: "USAGE",
      hint: `Choose one of ${completionShells.join(", ")}: source <(airdock completion bash)`,
    });
  await terminal.out(printCompletion(shell, commands));
  return 0;
};
