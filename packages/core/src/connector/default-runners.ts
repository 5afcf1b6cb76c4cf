import { catalogueRunner } from "./catalogue/catalogue-runner.ts";
import type { CatalogueOptions } from "./catalogue/load-catalogue.ts";
import type { ConnectorRunner } from "./connector-runner.ts";
import { dockerRunner } from "./docker-runner.ts";
import { localRunner } from "./local-runner.ts";
import { npmRunner } from "./npm-runner.ts";
import { pythonRunner } from "./python-runner.ts";

/**
 * All ways to run a connector, in the order they are asked: first the ones that are given, then those that come with core. Names of the
 * connector catalogue and manifests behind a URL are handed on to one of them.
 */
export function defaultRunners(
  given: readonly ConnectorRunner[] = [],
  catalogue: CatalogueOptions = {},
): readonly ConnectorRunner[] {
  const runners = [...given, localRunner(), pythonRunner(), dockerRunner(), npmRunner()];
  return [catalogueRunner({ ...catalogue, runners }), ...runners];
}
