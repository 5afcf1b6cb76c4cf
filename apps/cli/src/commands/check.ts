import type { Command } from "../command.ts";
import { openSource, type SourceFlags } from "../open-source.ts";

/** `airdock check`: asks the source; what we find ourselves is shown as advice. Exit 3 when the source says no. */
export const check: Command<SourceFlags> = async ({ args, options, terminal, signal }) => {
  const source = await openSource(args[0] ?? "", options, terminal, signal);
  const { findings, message } = await source.check({ signal });
  for (const finding of findings)
    terminal.err(`${terminal.style("yellow", "!")} ${finding.path || "the config"} ${finding.message}`);
  if (options.json === true) await terminal.out(`${JSON.stringify({ status: "SUCCEEDED", message, findings })}\n`);
  else
    terminal.err(
      `${terminal.style(["bold", "green"], "✔")} ${args[0]} can connect${message === undefined ? "" : `: ${message}`}`,
    );
  return 0;
};
