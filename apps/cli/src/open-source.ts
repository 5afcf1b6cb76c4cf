import { type ConnectorRunner, createSource, type JsonObject, localRunner, type Source } from "@airdock/core";
import { manifestRunner } from "@airdock/manifest";
import { sourceShopPath } from "@airdock/source-shop";
import { findUnknownKey } from "./find-unknown-key.ts";
import { readConfig } from "./read-config.ts";
import { applySetOptions, parseSetOption } from "./set-option.ts";
import type { Terminal } from "./terminal.ts";

/** Options of every command that takes a source with its config. */
export interface SourceFlags {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly name?: string;
  readonly offline?: boolean;
  readonly debug?: boolean;
}

/**
 * The source of a command line, with its config from `--config` and `--set`. Preparation steps go to stderr, unless `announce`
 * is given: then it gets those of this call, and those of later ones are left to the caller.
 */
export async function openSource(
  reference: string,
  flags: SourceFlags,
  terminal: Terminal,
  signal: AbortSignal,
  announce?: (step: string) => void,
): Promise<Source> {
  const config = flags.config === undefined ? {} : await readConfig(flags.config, terminal);
  const changes = (flags.set ?? []).map(parseSetOption);
  const say = (step: string): void => terminal.err(terminal.style("dim", step));
  const later = announce === undefined ? say : undefined;
  if (changes.length === 0) return create(reference, config, flags, terminal, later);
  const { connectionSpecification } = await create(reference, config, flags, terminal, announce ?? say).spec({
    signal,
  });
  for (const { path } of changes) {
    const warning = findUnknownKey(connectionSpecification, path);
    if (warning !== undefined) terminal.err(`${terminal.style("yellow", "!")} ${warning}`);
  }
  const changed = applySetOptions(config, changes, connectionSpecification, terminal.env);
  return create(reference, changed, flags, terminal, later);
}

/** The runners a command line adds to those of the library: the native engine for manifests and the bundled samples. */
export function bundledRunners(): readonly ConnectorRunner[] {
  return [manifestRunner(), localRunner({ samples: { shop: sourceShopPath } })];
}

function create(
  reference: string,
  config: JsonObject,
  flags: SourceFlags,
  terminal: Terminal,
  onProgress: ((step: string) => void) | undefined,
): Source {
  return createSource(reference, {
    config,
    ...(flags.name === undefined ? {} : { connection: flags.name }),
    projectFolder: terminal.cwd,
    ...(flags.offline === true ? { catalogue: { offline: true } } : {}),
    runners: bundledRunners(),
    ...(flags.debug === true
      ? { onLog: ({ level, message }) => terminal.err(terminal.style("dim", `${level} ${message}`)) }
      : {}),
    onProgress,
  });
}
