import { AirdockError, type InstallReport, installSource, readConnectorLock } from "@airdock/core";
import type { Command } from "../command.ts";
import { bundledRunners } from "../open-source.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock install`. */
export interface InstallFlags {
  readonly frozen?: boolean;
  readonly upgrade?: boolean;
  readonly offline?: boolean;
}

/** `airdock install`: installs sources ahead of time and pins them in `airdock.lock`; without a source, all that are pinned. */
export const install: Command<InstallFlags> = async ({ args, options, terminal, signal }) => {
  if (options.frozen === true && options.upgrade === true) throw usage("--frozen and --upgrade exclude each other.");
  const references = args.length > 0 ? args : Object.keys(await readConnectorLock(terminal.cwd));
  if (references.length === 0) throw usage("Which source? There is no airdock.lock in this folder yet.");
  const reports: InstallReport[] = [];
  for (const reference of references) {
    const report = await installSource(reference, {
      projectFolder: terminal.cwd,
      runners: bundledRunners(),
      catalogue: catalogueOf(options),
      frozen: options.frozen === true,
      upgrade: options.upgrade === true,
      signal,
      onProgress: (step) => terminal.err(terminal.style("dim", step)),
    });
    reports.push(report);
    terminal.err(`${terminal.style(["bold", "green"], "✔")} ${describe(report)}`);
  }
  if (options.json === true) await terminal.out(`${JSON.stringify(reports)}\n`);
  return 0;
};

function describe({ reference, runs, version, locked }: InstallReport): string {
  const name = version === undefined || reference.endsWith(version) ? reference : `${reference} ${version}`;
  const exact = runs === reference ? "" : ` (${runs})`;
  return `${name} is installed${exact}${locked ? " and pinned in airdock.lock" : ""}`;
}

function usage(message: string): AirdockError {
  return new AirdockError(message, { code: "USAGE", hint: "airdock install SOURCE, or airdock install --frozen" });
}
