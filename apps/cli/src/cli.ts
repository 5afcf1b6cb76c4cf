import { createRequire } from "node:module";
import { type Argument, Command as Program, CommanderError, Option } from "commander";
import type { CommandEntry } from "./command-entry.ts";
import type { OptionEntry } from "./command-outline.ts";
import { commandTable } from "./command-table.ts";
import type { CommonOptions } from "./command.ts";
import { runInterruptible } from "./interrupt.ts";
import { renderError } from "./render-error.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Runs one command line; settles with the exit status and never rejects. Loads only what the command needs. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  let status = 0;
  const program = createProgram(terminal);
  for (const entry of commandTable) {
    addCommand(program, entry, terminal).action(async (...called: unknown[]) => {
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
    .configureHelp({
      // Also a narrow terminal gets lines of its own width.
      minWidthToWrap: 20,
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(bracket)].join(" "),
    })
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => terminal.err(text.trimEnd()),
      getOutHelpWidth: () => terminal.outColumns ?? 80,
      getErrHelpWidth: () => terminal.columns ?? 80,
      outputError: (text) => terminal.err(renderUsageError(text, "airdock help", terminal)),
    })
    .addHelpText("after", "\nStart with:\n  $ airdock sync sample:shop\n  $ airdock init\n  $ airdock help sync")
    .exitOverride();
}

function bracket(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

function addCommand(program: Program, entry: CommandEntry, terminal: Terminal): Program {
  const command = program
    .command(entry.name)
    .description(entry.text)
    .helpOption("-h, --help", "show help")
    .configureOutput({
      outputError: (text) => terminal.err(renderUsageError(text, `airdock help ${entry.name}`, terminal)),
    });
  for (const { name, text, optional = false, repeats = false } of entry.args) {
    const term = repeats ? `${name}...` : name;
    command.argument(optional ? `[${term}]` : `<${term}>`, text);
  }
  for (const option of entry.options) command.addOption(createOption(option));
  // What is laid out in columns stays as it is.
  const wrap = (line: string): string =>
    line.startsWith(" ") ? line : command.createHelp().boxWrap(line, terminal.outColumns ?? 80);
  const notes = entry.notes === undefined ? [] : ["", ...entry.notes.map(wrap)];
  const examples = ["", "Examples:", ...entry.examples.map((line) => `  $ ${line}`)];
  return command.addHelpText("after", [...notes, ...examples].join("\n"));
}

/** Commander's `error: … (Did you mean …?)` as an error like all others. */
function renderUsageError(text: string, help: string, terminal: Terminal): string {
  const [what = "", suggestion] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const hint = suggestion === undefined ? `\`${help}\` shows what there is.` : suggestion.replace(/^\(|\)$/g, "");
  const message = `${what.charAt(0).toUpperCase()}${what.slice(1).replace(/\.$/, "")}.`;
  return renderError({ code: "USAGE", message, hint, retryable: false }, terminal);
}

function createOption(entry: OptionEntry): Option {
  const option = new Option(entry.flags, entry.text);
  if (entry.fallback !== undefined) option.default(entry.fallback);
  if (entry.repeats === true)
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

async function runCommand(entry: CommandEntry, called: Program, terminal: Terminal): Promise<number> {
  const options = called.opts<CommonOptions>();
  try {
    const command = await entry.load();
    // commander has gathered just the options of this entry
    return await runInterruptible(process, (signal) =>
      command({ args: called.args, options: options as never, terminal, commands: commandTable, signal }),
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
