import type { ConnectorRunner } from "./connector-runner.ts";
import { localRunner } from "./local-runner.ts";
import { pythonRunner } from "./python-runner.ts";

/** The ways to run a connector that come with core, in the order they are asked. */
export function defaultRunners(): readonly ConnectorRunner[] {
  return [localRunner(), pythonRunner()];
}
