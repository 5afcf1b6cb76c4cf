import { chooseRunner } from "./choose-runner.ts";
import type { ConnectorRunner, PreparedConnector, PrepareOptions } from "./connector-runner.ts";
import { defaultRunners } from "./default-runners.ts";
import { parseSourceReference } from "./parse-source-reference.ts";

/**
 * Finds a connector, installs it where needed, and gives it as it is: for programs that speak the protocol themselves.
 * Rejects as `ConnectorRunner.prepare` does, and with SOURCE_UNKNOWN, RUNNER_NOT_INSTALLED.
 */
export async function prepareConnector(
  reference: string,
  options: PrepareOptions & { readonly runners?: readonly ConnectorRunner[] | undefined } = {},
): Promise<PreparedConnector> {
  const parsed = parseSourceReference(reference);
  return chooseRunner(parsed, [...(options.runners ?? []), ...defaultRunners()]).prepare(parsed, options);
}
