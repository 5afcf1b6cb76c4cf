import { access, constants, stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { nearestName } from "../error/nearest-name.ts";
import { InstallError } from "../error/install-error.ts";
import { SourceError } from "../error/source-error.ts";
import { connectorIdentity } from "./connector-name.ts";
import type { ConnectorRunner, PreparedConnector } from "./connector-runner.ts";
import { createProcessConnector } from "./process-connector.ts";
import type { SourceReference } from "./source-reference.ts";

/** How the local runner finds programs. */
export interface LocalRunnerOptions {
  /** The programs behind `sample:` references, by name; a JavaScript file is run by this Node. */
  readonly samples?: Readonly<Record<string, string>>;
  /** The folder relative paths start from. Default: the working directory. */
  readonly folder?: string;
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number;
}

/** Runs executables on this machine: `./source-x`, `/opt/source-x`, and the `sample:` references it is given. */
export function localRunner(options: LocalRunnerOptions = {}): ConnectorRunner {
  const samples = options.samples ?? {};
  return {
    contract: 1,
    kind: "local",
    accepts: ({ scheme }) => scheme === "path" || (scheme === "sample" && options.samples !== undefined),
    async prepare(reference): Promise<PreparedConnector> {
      const name = connectorIdentity(reference);
      const { grace } = options;
      if (reference.scheme === "sample")
        return createProcessConnector({ name, grace, ...runByNode(findSample(reference.target, samples)) });
      if (reference.scheme !== "path") throw new TypeError(`The local runner does not run ${reference.text}.`);
      const file = resolve(options.folder ?? "", reference.path);
      await checkExecutable(file, reference);
      return createProcessConnector({ name, grace, file });
    },
  };
}

function findSample(name: string, samples: Readonly<Record<string, string>>): string {
  const file = samples[name];
  if (file !== undefined) return file;
  const nearest = nearestName(name, Object.keys(samples));
  throw new SourceError(`There is no sample source "${name}".`, {
    code: "SOURCE_UNKNOWN",
    hint: nearest === undefined ? `Samples: ${Object.keys(samples).join(", ")}.` : `Did you mean sample:${nearest}?`,
  });
}

function runByNode(file: string): { file: string; arguments?: readonly string[] } {
  return isScript(file) ? { file: process.execPath, arguments: [file] } : { file };
}

async function checkExecutable(file: string, reference: SourceReference): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw notExecutable(
      found === undefined ? `There is no file ${file}.` : `${file} is not a file.`,
      "Give the path of the connector's program. One from PyPI is written pypi:airbyte-source-github.",
      reference,
    );
  }
  const executable = await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (executable) return;
  const interpreter = isScript(file) ? "node" : file.endsWith(".py") ? "python3" : undefined;
  const firstLine = interpreter === undefined ? "" : ` Its first line must be: #!/usr/bin/env ${interpreter}`;
  throw notExecutable(`${file} may not be executed.`, `Run: chmod +x ${reference.text}${firstLine}`, reference);
}

function isScript(file: string): boolean {
  return [".js", ".mjs", ".cjs", ".ts", ".mts"].includes(extname(file));
}

function notExecutable(message: string, hint: string, reference: SourceReference): InstallError {
  return new InstallError(message, { code: "CONNECTOR_NOT_EXECUTABLE", hint, data: { reference: reference.text } });
}
