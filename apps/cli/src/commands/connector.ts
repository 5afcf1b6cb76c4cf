import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  AirdockError,
  type ConnectorCommand,
  createSource,
  decodeText,
  LineRedactor,
  pickVariables,
  prepareConnector,
  Redactor,
} from "@airdock/core";
import type { Command } from "../command.ts";
import { findConfigSecrets } from "../connector/find-config-secrets.ts";
import { redactMessages } from "../connector/redact-messages.ts";
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

/**
 * `airdock connector`: the connector's own stdout and exit code. Messages for people (logs, errors, stderr) are without the secrets of its config; all others
 * are byte for byte what it prints.
 */
export const connector: Command<ConnectorFlags> = async ({ args, options, terminal, signal }) => {
  const [word = "", verb = ""] = args;
  const command = await readCommand(verb, options, terminal);
  const target = findTarget(word, await openProject(options, terminal));
  const { reference, project } = target;
  const setting = {
    runners: bundledRunners({ debugHttp: options.debugHttp === true }),
    projectFolder: project.folder,
    ...(options.offline === true ? { catalogue: { offline: true } } : {}),
    signal,
  };
  const prepared = await prepareConnector(reference, setting);
  const named = pickVariables(options.env ?? [], project.env, "--env");
  const environment = { ...target.readEnvironment?.(), ...named };
  const redactor = new Redactor();
  if (command.kind !== "spec") {
    const source = createSource(reference, { ...setting, environment });
    redactor.add(await findConfigSecrets(source, command.config, signal));
  }
  await using session = await prepared.run(command, { signal, environment });
  const errors = forward(session.stderr, redactor, terminal);
  for await (const bytes of redactMessages(session.stdout, redactor)) await terminal.exact(bytes);
  await errors;
  const { exitCode } = await session.exited;
  return exitCode ?? 1;
};

async function forward(lines: AsyncIterable<string>, redactor: Redactor, terminal: Terminal): Promise<void> {
  const shown = new LineRedactor(redactor);
  for await (const line of lines) for (const each of shown.push(line)) terminal.err(each);
  for (const each of shown.end()) terminal.err(each);
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
