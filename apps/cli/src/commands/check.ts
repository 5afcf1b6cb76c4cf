import { chooseTargets } from "../choose-targets.ts";
import { combineStatuses } from "../combine-statuses.ts";
import type { Command, CommandInput } from "../command.ts";
import { openProject } from "../open-project.ts";
import { openTarget, type SourceFlags } from "../open-source.ts";
import { renderError } from "../render-error.ts";
import { describeError, exitStatus } from "../report-error.ts";
import { findTarget, nameOf, type SourceTarget } from "../source-target.ts";

/** `airdock check`: asks the source, or each connection of the config file; what we find ourselves is shown as advice. Exit 3 when one says no. */
export const check: Command<SourceFlags> = async (input) => {
  const { args, options, terminal } = input;
  const project = await openProject(options, terminal);
  const [word, second] = args;
  if (word !== undefined && second === undefined) {
    const report = await checkTarget(findTarget(word, project), word, input);
    if (options.json === true) await terminal.json(`${JSON.stringify(report)}\n`);
    return 0;
  }
  const results = [];
  for (const target of chooseTargets("check", args, options, project)) results.push(await tryTarget(target, input));
  if (options.json === true)
    await terminal.json(`${JSON.stringify({ connections: results.map(({ report }) => report) })}\n`);
  return combineStatuses(results.map(({ status }) => status));
};

async function tryTarget(
  target: SourceTarget,
  input: CommandInput<SourceFlags>,
): Promise<{ readonly status: number; readonly report: object }> {
  const connection = nameOf(target);
  try {
    return { status: 0, report: { connection, ...(await checkTarget(target, connection, input)) } };
  } catch (error) {
    input.signal.throwIfAborted();
    const report = describeError(error);
    input.terminal.err(renderError({ ...report, message: `${connection}: ${report.message}` }, input.terminal));
    return { status: exitStatus(error), report: { connection, status: "FAILED", error: report } };
  }
}

async function checkTarget(
  target: SourceTarget,
  name: string,
  { options, terminal, signal }: CommandInput<SourceFlags>,
): Promise<object> {
  const source = await openTarget(target, options, terminal, signal);
  const { findings, warnings, message } = await source.check({ signal });
  for (const finding of findings)
    terminal.err(`${terminal.style("yellow", "!")} ${finding.path || "the config"} ${finding.message}`);
  if (options.json !== true)
    terminal.err(
      `${terminal.style(["bold", "green"], "✔")} ${name} can connect${message === undefined ? "" : `: ${message}`}`,
    );
  return { status: "SUCCEEDED", message, findings, warnings };
}
