import { chooseRunner } from "./choose-runner.ts";
import type { PreparedConnector, PrepareOptions } from "./connector-runner.ts";
import { defaultRunners } from "./default-runners.ts";
import { lockKey, readConnectorLock } from "./lock/connector-lock.ts";
import type { SourceOptions } from "./source-options.ts";
import { parseSourceReference } from "./parse-source-reference.ts";

/**
 * Finds a connector, installs it where needed, and gives it as it is: for programs that speak the protocol themselves.
 * Rejects as `ConnectorRunner.prepare` does, and with SOURCE_UNKNOWN, RUNNER_NOT_INSTALLED.
 */
export async function prepareConnector(
  reference: string,
  options: PrepareOptions & Pick<SourceOptions, "runners" | "catalogue" | "projectFolder"> = {},
): Promise<PreparedConnector> {
  const parsed = parseSourceReference(reference);
  const pin = options.pin ?? (await readConnectorLock(options.projectFolder ?? process.cwd()))[lockKey(parsed)];
  const offline = options.offline ?? options.catalogue?.offline;
  const runner = chooseRunner(parsed, defaultRunners(options.runners, options.catalogue));
  return runner.prepare(parsed, { ...options, offline, pin });
}
