import { uninstallSource } from "@airdock/core";
import type { Command } from "../command.ts";
import { openProject, type ProjectFlags } from "../open-project.ts";
import { bundledRunners } from "../open-source.ts";
import { findTarget } from "../source-target.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock uninstall`. */
export interface UninstallFlags extends ProjectFlags {
  readonly offline?: boolean;
}

/** `airdock uninstall`: removes what was installed for a source, and its entry in `airdock.lock`. */
export const uninstall: Command<UninstallFlags> = async ({ args, options, terminal, signal }) => {
  const project = await openProject(options, terminal);
  const removed: string[] = [];
  for (const { reference } of args.map((word) => findTarget(word, project))) {
    const gone = await uninstallSource(reference, {
      projectFolder: project.folder,
      runners: bundledRunners(),
      catalogue: catalogueOf(options),
      signal,
      onProgress: (step) => terminal.err(terminal.style("dim", step)),
    });
    removed.push(...gone);
    for (const each of gone) terminal.err(`removed ${each}`);
    if (gone.length === 0) terminal.err(`nothing of ${reference} was installed`);
  }
  if (options.json === true) await terminal.json(`${JSON.stringify(removed)}\n`);
  return 0;
};
