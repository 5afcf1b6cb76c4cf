import {
  AirdockError,
  type InstallReport,
  installSource,
  lockKey,
  parseSourceReference,
  readConnectorLock,
} from "@airdock/core";
import type { Command } from "../command.ts";
import { openProject, type Project, type ProjectFlags } from "../open-project.ts";
import { bundledRunners } from "../open-source.ts";
import { findTarget } from "../source-target.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock install`. */
export interface InstallFlags extends ProjectFlags {
  readonly frozen?: boolean;
  readonly upgrade?: boolean;
  readonly allowScripts?: boolean;
  readonly offline?: boolean;
}

/** `airdock install`: installs sources ahead of time and pins them in `airdock.lock`; without a source, all of the project. */
export const install: Command<InstallFlags> = async ({ args, options, terminal, signal }) => {
  if (options.frozen === true && options.upgrade === true) throw usage("--frozen and --upgrade exclude each other.");
  const project = await openProject(options, terminal);
  const references = args.length > 0 ? args.map((word) => findTarget(word, project).reference) : await listAll(project);
  if (references.length === 0) throw usage("Which source? There is no airdock.lock in this folder yet.");
  const reports: InstallReport[] = [];
  for (const reference of references) {
    const report = await installSource(reference, {
      projectFolder: project.folder,
      runners: bundledRunners(),
      catalogue: catalogueOf(options),
      frozen: options.frozen === true,
      upgrade: options.upgrade === true,
      allowScripts: options.allowScripts === true,
      signal,
      onProgress: (step) => terminal.err(terminal.style("dim", step)),
    });
    reports.push(report);
    terminal.err(`${terminal.style(["bold", "green"], "✔")} ${describe(report)}`);
  }
  if (options.json === true) await terminal.json(`${JSON.stringify(reports)}\n`);
  return 0;
};

/** The sources of the config file, and what else the lock has. */
async function listAll({ config, folder }: Project): Promise<string[]> {
  const configured = (config?.names ?? []).map((name) => config?.source(name) ?? "");
  const keys = configured.map((reference) => lockKey(parseSourceReference(reference)));
  return [...new Set([...keys, ...Object.keys(await readConnectorLock(folder))])];
}

function describe({ reference, runs, version, locked }: InstallReport): string {
  const name = version === undefined || reference.endsWith(version) ? reference : `${reference} ${version}`;
  const exact = runs === reference ? "" : ` (${runs})`;
  return `${name} is installed${exact}${locked ? " and pinned in airdock.lock" : ""}`;
}

function usage(message: string): AirdockError {
  return new AirdockError(message, { code: "USAGE", hint: "airdock install SOURCE, or airdock install --frozen" });
}
