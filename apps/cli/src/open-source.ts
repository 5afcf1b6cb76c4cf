import {
  type ConnectorRunner,
  createSource,
  type JsonObject,
  localRunner,
  pickVariables,
  type Source,
} from "@airdock/core";
import { manifestRunner } from "@airdock/manifest";
import { sourceShopPath } from "@airdock/source-shop";
import { openProject, type ProjectFlags } from "./open-project.ts";
import { readConfig } from "./read-config.ts";
import { applySetOptions, convertTexts, findConvertible, parseSetOption } from "./set-option.ts";
import { findTarget, type SourceTarget } from "./source-target.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Options of every command that takes a source with its config. */
export interface SourceFlags extends ProjectFlags {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly env?: readonly string[];
  readonly name?: string;
  readonly offline?: boolean;
  readonly debug?: boolean;
}

/** The source that a word of the command line stands for, see `openTarget`. */
export async function openSource(
  word: string,
  flags: SourceFlags,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Source> {
  return openTarget(findTarget(word, await openProject(flags, terminal)), flags, terminal, signal);
}

/**
 * The source of a target, with its config from the config file, `--config` and `--set`. Preparation steps go to stderr, unless
 * `announce` is given: then it gets those of this call, and those of later ones are left to the caller.
 */
export async function openTarget(
  target: SourceTarget,
  flags: SourceFlags,
  terminal: Terminal,
  signal: AbortSignal,
  announce?: (step: string) => void,
): Promise<Source> {
  const given = flags.config ?? target.readConfig();
  const changes = (flags.set ?? []).map(parseSetOption);
  const say = (step: string): void => terminal.err(terminal.style("dim", step));
  const later = announce === undefined ? say : undefined;
  const config = typeof given === "string" ? await readConfig(given, terminal) : given;
  const texts =
    flags.config === undefined && typeof given !== "string" ? findConvertible(config, target.textPaths?.() ?? []) : [];
  if (changes.length === 0 && texts.length === 0) return create(target, config, flags, terminal, later);
  const { connectionSpecification } = await create(target, config, flags, terminal, announce ?? say).spec({ signal });
  const converted = convertTexts(config, texts, connectionSpecification);
  const changed = applySetOptions(converted, changes, connectionSpecification, target.project.env);
  return create(target, changed, flags, terminal, later);
}

/** The runners a command line adds to those of the library: the native engine for manifests and the bundled samples. */
export function bundledRunners(options: { readonly debugHttp?: boolean } = {}): readonly ConnectorRunner[] {
  return [manifestRunner(options), localRunner({ samples: { shop: sourceShopPath } })];
}

function create(
  target: SourceTarget,
  config: JsonObject,
  flags: SourceFlags,
  terminal: Terminal,
  onProgress: ((step: string) => void) | undefined,
): Source {
  const { reference, project, connection } = target;
  const name = flags.name ?? connection;
  return createSource(reference, {
    config,
    environment: { ...target.readEnvironment?.(), ...pickVariables(flags.env ?? [], project.env, "--env") },
    ...(name === undefined ? {} : { connection: name }),
    projectFolder: project.folder,
    ...(flags.offline === true ? { catalogue: { offline: true } } : {}),
    runners: bundledRunners(),
    ...(flags.debug === true
      ? { onLog: ({ level, message }) => terminal.err(terminal.style("dim", `${level} ${message}`)) }
      : {}),
    onProgress,
    onWarning: (warning) => terminal.err(`${terminal.style("yellow", "!")} ${warning}`),
  });
}
