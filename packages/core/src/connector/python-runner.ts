import type { ConnectorRunner } from "./connector-runner.ts";

/** Runs connectors from PyPI (`pypi:airbyte-source-faker`), installed for themselves under the user's cache folder. */
export function pythonRunner(): ConnectorRunner {
  return {
    contract: 1,
    kind: "python",
    accepts: ({ scheme }) => scheme === "pypi",
    prepare: () => Promise.reject(new Error("not yet")),
  };
}
