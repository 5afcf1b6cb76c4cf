import { commandLine, inputTexts } from "./command-line.ts";
import { startConnectorProcess } from "./connector-process.ts";
import type { PreparedConnector } from "./connector-runner.ts";
import { connectorEnvironment } from "./environment/connector-environment.ts";
import { withheldVariables } from "./environment/withheld-variables.ts";
import { createInputFiles, type InputFiles } from "./input-files.ts";
import { markInUse } from "./install/mark-in-use.ts";

/** A program that speaks the protocol. */
export interface ConnectorProgram {
  /** The versionless name, see `PreparedConnector`. */
  readonly name: string;
  readonly version?: string | undefined;
  /** See `PreparedConnector`; only where the program in it never changes. */
  readonly folder?: string | undefined;
  /** The program: an absolute path, or a name on PATH. */
  readonly file: string;
  /** What stands before the command: a script's path, for example. */
  readonly arguments?: readonly string[] | undefined;
  /** What stands after the command and its files. */
  readonly options?: readonly string[] | undefined;
  /** Variables it needs beside those every connector gets (see `SourceOptions.environment`). */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number | undefined;
}

/** Makes a connector of a program; every runner whose connectors are processes on this host ends here. */
export function createProcessConnector(program: ConnectorProgram): PreparedConnector {
  return {
    name: program.name,
    version: program.version,
    folder: program.folder,
    async run(command, options) {
      options?.signal?.throwIfAborted();
      const inputs = await noteUse(program.folder, await createInputFiles(inputTexts(command)));
      const { file, grace } = program;
      const environment = connectorEnvironment(process.env, { ...program.environment, ...options?.environment });
      const words = [...(program.arguments ?? []), ...commandLine(command, inputs.paths), ...(program.options ?? [])];
      return startConnectorProcess({ file, arguments: words, environment, grace, signal: options?.signal }, inputs);
    },
    withheld: (options) => withheldVariables(process.env, { ...program.environment, ...options?.environment }),
  };
}

/** An installed connector is not to be removed while its process is there, as its argument files are not. */
async function noteUse(folder: string | undefined, inputs: InputFiles): Promise<InputFiles> {
  if (folder === undefined) return inputs;
  const forget = await markInUse(folder);
  const remove = async (): Promise<void> => {
    await inputs.remove();
    await forget();
  };
  return { ...inputs, remove };
}
