import { uninstallSource } from "@airdock/core";
import type { Command } from "../command.ts";
import { bundledRunners } from "../open-source.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock uninstall`. */
export interface UninstallFlags {
  readonly offline?: boolean;
}

/** `airdock uninstall`: removes what was installed for a source, and its entry in `airdock.lock`. */
export const uninstall: Command<UninstallFlags> = async ({ args, options, terminal, signal }) => {
  const removed: string[] = [];
  for (const reference of args) {
    const gone = await uninstallSource(reference, {
      projectFolder: terminal.cwd,
      runners: bundledRunners(),
      catalogue: catalogueOf(options),
      signal,
      onProgress: (step) => terminal.err(terminal.style("dim", step)),
    });
    removed.push(...gone);
    for (const each of gone) terminal.err(`removed ${each}`);
    if (gone.length === 0) terminal.err(`nothing of ${reference} was installed`);
  }
  if (options.json === true) await terminal.out(`${JSON.stringify(removed)}\n`);
  return 0;
};
