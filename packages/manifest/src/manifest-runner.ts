import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ConnectorRunner, connectorIdentity, createProcessConnector, InstallError } from "@airdock/core";

/** How the manifest runner works. */
export interface ManifestRunnerOptions {
  /** The folder relative paths start from. Default: the working directory. */
  readonly folder?: string;
  /** Write each request and its answer to the connector's log, secrets redacted. */
  readonly debugHttp?: boolean;
  /** A module that exports `counterparts`: what stands in for custom Python classes (see `Counterpart`). Default: what AIRDOCK_COUNTERPARTS names. */
  readonly counterparts?: string;
  /** Milliseconds between SIGTERM and SIGKILL. Default 5,000. */
  readonly grace?: number;
}

/** V8 lets the space for young objects grow with the work done, and with it the memory of a long read; larger than this it is no faster. */
const youngSpace = "--max-semi-space-size=16";

/** The variables that the engine itself reads. */
const ownVariables = [
  "AIRDOCK_COUNTERPARTS",
  "AIRDOCK_DEBUG_HTTP",
  "AIRDOCK_EXPRESSION_SECONDS",
  "AIRBYTE_STAGING_DIRECTORY",
];

/** Runs Airbyte's declarative manifests natively: `./manifest.yaml`. Each run is a process of its own that speaks the Airbyte protocol. */
export function manifestRunner(options: ManifestRunnerOptions = {}): ConnectorRunner {
  const environment = (): NodeJS.ProcessEnv => ({
    ...Object.fromEntries(ownVariables.map((name) => [name, process.env[name]])),
    ...(options.counterparts === undefined
      ? {}
      : { AIRDOCK_COUNTERPARTS: resolve(options.folder ?? "", options.counterparts) }),
  });
  return {
    contract: 1,
    kind: "manifest",
    accepts: ({ scheme }) => scheme === "manifest",
    async hasCounterpart(className, connector) {
      const { findCounterpart } = await import("./custom/find-counterpart.ts");
      const { loadCounterparts } = await import("./custom/load-counterparts.ts");
      const known = await loadCounterparts(environment()["AIRDOCK_COUNTERPARTS"], connector);
      return findCounterpart(className, known) !== undefined;
    },
    async prepare(reference, { connector } = {}) {
      if (reference.scheme !== "manifest") throw new TypeError(`The manifest runner does not run ${reference.text}.`);
      const file = resolve(options.folder ?? "", reference.path);
      await access(file).catch((cause: unknown) => {
        throw new InstallError(`There is no file ${file}.`, {
          code: "CONNECTOR_NOT_EXECUTABLE",
          cause,
          hint: "Give the path of the connector's manifest.yaml.",
          data: { reference: reference.text },
        });
      });
      const main = fileURLToPath(new URL("./command/main.js", import.meta.url));
      const name = connectorIdentity(reference);
      const engine = createProcessConnector({
        name,
        grace: options.grace,
        file: process.execPath,
        arguments: [youngSpace, main, file],
        environment: {
          ...environment(),
          AIRDOCK_CONNECTOR: connector ?? name.replace(/^manifest:/u, ""),
          ...(options.debugHttp === true ? { AIRDOCK_DEBUG_HTTP: "1" } : {}),
        },
      });
      // The engine reads no variables but its own, so that it misses none.
      return { ...engine, withheld: () => [] };
    },
  };
}
