import { createRequire } from "node:module";
import { Command as Program, CommanderError, Option } from "commander";
import { type CommandEntry, commandTable, type OptionEntry } from "./command-table.ts";
import type { CommonOptions } from "./command.ts";
import { runInterruptible } from "./interrupt.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line; settles with the exit status and never rejects. Loads only what the command needs. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  const program = createProgram(terminal);
  for (const entry of commandTable) {
    addCommand(program, entry).action(async (...called: unknown[]) => {
      status = await runCommand(entry, called.at(-1) as Program, terminal);
    });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(error, terminal, {});
  }
}

function createProgram(terminal: Terminal): Program {
  return new Program("airdock")
    .description("Runs any Airbyte source on your machine and keeps the data in a database you already use.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show the help of a command")
    .configureOutput({ writeOut: (text) => void terminal.out(text), writeErr: (text) => terminal.err(text.trimEnd()) })
    .exitOverride();
}

function addCommand(program: Program, entry: CommandEntry): Program {
  const command = program.command(entry.usage).description(entry.text).helpOption("-h, --help", "show help");
  for (const option of entry.options) command.addOption(createOption(option));
  if (entry.examples !== undefined)
    command.addHelpText("after", `\nExamples:\n${entry.examples.map((line) => `  $ ${line}`).join("\n")}`);
  return command;
}

function createOption(entry: OptionEntry): Option {
  const option = new Option(entry.flags, entry.text);
  if (entry.fallback !== undefined) option.default(entry.fallback);
  if (entry.repeats === true)
    option.default([]).argParser((value: string, before: readonly string[]) => [...before, value]);
  return option;
}

async function runCommand(entry: CommandEntry, called: Program, terminal: Terminal): Promise<number> {
  const options = called.opts<CommonOptions>();
  try {
    const command = await entry.load();
    // commander has gathered just the options of this entry
    return await runInterruptible(process, (signal) =>
      command({ args: called.args, options: options as never, terminal, signal }),
    );
  } catch (error) {
    return reportError(error, terminal, options);
  }
}

function readVersion(): string {
  const description: unknown = createRequire(import.meta.url)("../package.json");
  return typeof description === "object" && description !== null && "version" in description
    ? String(description.version)
    : "unknown";
}
