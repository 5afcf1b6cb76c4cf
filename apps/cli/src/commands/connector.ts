import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AirdockError, decodeText, type ConnectorCommand, pickVariables, prepareConnector } from "@airdock/core";
import type { Command } from "../command.ts";
import { openProject, type ProjectFlags } from "../open-project.ts";
import { bundledRunners } from "../open-source.ts";
import { findTarget } from "../source-target.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The flags of `airdock connector`: those of every Airbyte connector. */
export interface ConnectorFlags extends ProjectFlags {
  readonly config?: string;
  readonly catalog?: string;
  readonly state?: string;
  readonly env?: readonly string[];
  readonly offline?: boolean;
  readonly debugHttp?: boolean;
}

/** `airdock connector`: the connector's own stdout and stderr, byte for byte, and its exit code. */
export const connector: Command<ConnectorFlags> = async ({ args, options, terminal, signal }) => {
  const [word = "", verb = ""] = args;
  const command = await readCommand(verb, options, terminal);
  const target = findTarget(word, await openProject(options, terminal));
  const { reference, project } = target;
  const prepared = await prepareConnector(reference, {
    runners: bundledRunners({ debugHttp: options.debugHttp === true }),
    projectFolder: project.folder,
    ...(options.offline === true ? { catalogue: { offline: true } } : {}),
    signal,
  });
  const named = pickVariables(options.env ?? [], project.env, "--env");
  const environment = { ...target.readEnvironment?.(), ...named };
  await using session = await prepared.run(command, { signal, environment });
  const errors = forward(session.stderr, terminal);
  for await (const bytes of session.stdout) await terminal.exact(bytes);
  await errors;
  const { exitCode } = await session.exited;
  return exitCode ?? 1;
};

async function forward(lines: AsyncIterable<string>, terminal: Terminal): Promise<void> {
  for await (const line of lines) terminal.err(line);
}

async function readCommand(verb: string, flags: ConnectorFlags, terminal: Terminal): Promise<ConnectorCommand> {
  if (verb === "spec") return { kind: "spec" };
  if (verb !== "check" && verb !== "discover" && verb !== "read")
    throw usage(`A connector has no command ${verb}: only spec, check, discover or read.`);
  const config = await readArgument("config", flags.config, terminal);
  if (verb !== "read") return { kind: verb, config };
  const catalog = await readArgument("catalog", flags.catalog, terminal);
  return {
    kind: "read",
    config,
    catalog,
    ...(flags.state === undefined ? {} : { state: await readArgument("state", flags.state, terminal) }),
  };
}

async function readArgument(name: string, file: string | undefined, terminal: Terminal): Promise<string> {
  if (file === undefined) throw usage(`--${name} FILE is missing.`);
  try {
    return decodeText(await readFile(resolve(terminal.cwd, file)));
  } catch (cause) {
    throw new AirdockError(`The file ${file} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: `Check the path after --${name}.`,
    });
  }
}

function usage(message: string): AirdockError {
  return new AirdockError(message, {
    code: "USAGE",
    hint: "airdock connector SOURCE read --config FILE --catalog FILE",
  });
}
