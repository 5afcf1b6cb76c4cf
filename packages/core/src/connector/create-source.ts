import { connectorName } from "./connector-name.ts";
import { ConnectorSource } from "./connector-source.ts";
import { chooseRunner } from "./choose-runner.ts";
import { defaultRunners } from "./default-runners.ts";
import { parseSourceReference } from "./parse-source-reference.ts";
import type { Source } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";

/**
 * Names a source and its config: `createSource("pypi:airbyte-source-faker", { config: { count: 1000 } })`. Installs and starts
 * nothing until it is used. Throws SOURCE_UNKNOWN, RUNNER_NOT_INSTALLED.
 */
export function createSource(reference: string, options: SourceOptions = {}): Source {
  const parsed = parseSourceReference(reference);
  const runner = chooseRunner(parsed, defaultRunners(options.runners, options.catalogue));
  return new ConnectorSource(parsed, runner, options.connection ?? connectorName(parsed), options);
}
