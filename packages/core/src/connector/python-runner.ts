import { resolve } from "node:path";
import { userCacheFolder } from "../async/user-cache-folder.ts";
import { connectorIdentity } from "./connector-name.ts";
import type { ConnectorRunner, PreparedConnector } from "./connector-runner.ts";
import { createProcessConnector } from "./process-connector.ts";
import { installConnector } from "./python/install-connector.ts";
import { parseRequirement } from "./python/parse-requirement.ts";
import { pythonEnvironment } from "./python/run-tool.ts";

/** How the Python runner installs. */
export interface PythonRunnerOptions {
  /** Where connectors are installed. Default: `AIRDOCK_HOME`, else `airdock` in the user's cache folder. */
  readonly home?: string;
  /** `pip` forgoes uv. Default: uv from PATH, else one fetched by pip, else pip. */
  readonly installer?: "uv" | "pip";
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number;
}

/**
 * Runs connectors of the Python package index (`pypi:airbyte-source-faker==7.2.1`, any pip requirement or URL), each in an
 * environment of its own. Rejects with PYTHON_NOT_FOUND, PACKAGE_NOT_FOUND, INSTALL_FAILED.
 */
export function pythonRunner(options: PythonRunnerOptions = {}): ConnectorRunner {
  return {
    contract: 1,
    kind: "python",
    accepts: ({ scheme }) => scheme === "pypi",
    async prepare(reference, { signal, onProgress } = {}): Promise<PreparedConnector> {
      if (reference.scheme !== "pypi") throw new TypeError(`The Python runner does not run ${reference.text}.`);
      const requirement = parseRequirement(reference.target);
      const home = resolve(options.home ?? userCacheFolder());
      const install = await installConnector({ home, requirement, installer: options.installer, signal, onProgress });
      return createProcessConnector({
        name: connectorIdentity(reference),
        version: install.version,
        folder: install.folder,
        // Not the script itself: its first line names the folder it was installed in, before that was renamed.
        file: install.python,
        arguments: [install.script],
        environment: pythonEnvironment(),
        grace: options.grace,
      });
    },
  };
}
