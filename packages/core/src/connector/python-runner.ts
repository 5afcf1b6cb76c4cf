import { rmdir } from "node:fs/promises";
import { resolve } from "node:path";
import { userCacheFolder } from "../async/user-cache-folder.ts";
import { connectorIdentity } from "./connector-name.ts";
import type { ConnectorRunner, PreparedConnector } from "./connector-runner.ts";
import { checkPinDigest } from "./install/check-pin-digest.ts";
import { withInstallLock } from "./install/install-lock.ts";
import { createProcessConnector } from "./process-connector.ts";
import { installConnector, pythonStore } from "./python/install-connector.ts";
import { parseRequirement } from "./python/parse-requirement.ts";
import { pinPackages } from "./python/pin-packages.ts";
import { fromPinContents } from "./python/pinned-packages.ts";
import { pythonVariables } from "./python/run-tool.ts";

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
 * environment of its own. Rejects with PYTHON_NOT_FOUND, PACKAGE_NOT_FOUND, INSTALL_FAILED, DIGEST_MISMATCH.
 */
export function pythonRunner(options: PythonRunnerOptions = {}): ConnectorRunner {
  const homeFolder = (): string => resolve(options.home ?? userCacheFolder());
  return {
    contract: 1,
    kind: "python",
    accepts: ({ scheme }) => scheme === "pypi",
    async prepare(reference, call = {}): Promise<PreparedConnector> {
      if (reference.scheme !== "pypi") throw new TypeError(`The Python runner does not run ${reference.text}.`);
      const { pin } = call;
      if (pin !== undefined) checkPinDigest(pin);
      const packages = pin === undefined ? undefined : fromPinContents(pin.contents);
      // What a pin runs is exact, and names the package where the reference is a catalogue name.
      const requirement = parseRequirement(pin === undefined ? reference.target : pin.runs.replace(/^pypi:/, ""));
      const choice = { home: homeFolder(), installer: options.installer };
      const install = await installConnector({ ...choice, ...call, requirement, packages });
      const [file = "", script = ""] = install.files;
      return {
        ...createProcessConnector({
          name: connectorIdentity(reference),
          version: install.version,
          folder: install.folder,
          // Not the script itself: its first line names the folder it was installed in, before that was renamed.
          file,
          arguments: [script],
          environment: pythonVariables,
          grace: options.grace,
        }),
        pin: async ({ signal, onProgress, offline } = {}) =>
          pin ?? pinPackages(install, requirement, { ...choice, onProgress }, { signal, offline }),
      };
    },
    async remove(reference, { signal, onProgress, pin } = {}): Promise<readonly string[]> {
      if (reference.scheme !== "pypi") return [];
      const requirement = parseRequirement(reference.target);
      const version = pin?.version ?? requirement.version;
      const store = pythonStore({ home: homeFolder(), requirement, pin: undefined });
      const onWait = (): void => onProgress?.(`waiting for another process that installs ${requirement.name}`);
      const removed = await withInstallLock(store.lockPath, { signal, onWait }, () =>
        store.remove(version !== undefined ? { version } : requirement.pinned ? "meant" : "all"),
      );
      await rmdir(store.folder).catch(() => {});
      return removed;
    },
  };
}
