import {
  AirdockError,
  connectorIdentity,
  type ConnectionConfig,
  isAirdockError,
  type JsonObject,
  nearestName,
  parseSourceReference,
} from "@airdock/core";
import type { Project } from "./open-project.ts";

/** What a word of the command line stands for: a connection of the config file, or a source. */
export interface SourceTarget {
  readonly reference: string;
  readonly project: Project;
  /** The connection's name in the config file. */
  readonly connection?: string;
  /** How the config file wants it synced. */
  readonly settings: Pick<ConnectionConfig, "streams" | "writeMode" | "stallAfter" | "checkpointEvery">;
  /** The connector's config, or the path of a file that has it. Throws CONFIG_INVALID where a variable is not set. */
  readConfig(): JsonObject | string;
  /** Variables that the config file names for the connector. Throws CONFIG_INVALID where one is not set. */
  readEnvironment?(): Readonly<Record<string, string>>;
  /** Paths in that config whose values are texts of the environment. */
  textPaths?(): readonly (readonly string[])[];
}

/** What a word stands for: a connection goes before a source. Throws USAGE for a word that nearly is a connection. */
export function findTarget(word: string, project: Project): SourceTarget {
  const { config } = project;
  const bare: SourceTarget = { reference: word, project, settings: {}, readConfig: () => ({}) };
  if (config === undefined) return bare;
  if (config.names.includes(word)) {
    return {
      reference: config.source(word),
      project,
      connection: word,
      settings: config.settings(word),
      readConfig: () => config.connection(word).config,
      readEnvironment: () => config.environment(word),
      textPaths: () => config.connection(word).fromEnvironment,
    };
  }
  const isWord = /^[a-z0-9][\w.-]*$/i.test(word) && !word.startsWith("source-");
  const nearest = isWord ? nearestName(word, config.names) : undefined;
  if (nearest !== undefined) throw unknown(word, nearest);
  return bare;
}

/** How a target is called while it is synced. */
export function nameOf({ connection, reference }: SourceTarget): string {
  return connection ?? reference;
}

/** Refuses (USAGE) a source that the config file has as a connection: it would be read into the same tables with another config. */
export function refuseConfigured(word: string, { config }: Project): void {
  if (config === undefined || config.names.includes(word)) return;
  const identity = identify(word);
  const names = config.names.filter((name) => identify(config.source(name)) === identity);
  if (names.length === 0 || identity === undefined) return;
  throw new AirdockError(`The config file has ${word} as connection ${names.join(" and ")}.`, {
    code: "USAGE",
    hint: `Write ${names.join(" or ")} instead of ${word}, or give this sync a connection of its own: --name NAME.`,
  });
}

function identify(reference: string): string | undefined {
  try {
    return connectorIdentity(parseSourceReference(reference));
  } catch (error) {
    if (isAirdockError(error)) return undefined;
    throw error;
  }
}

function unknown(word: string, nearest: string): AirdockError {
  return new AirdockError(`The config file has no connection ${word}.`, {
    code: "USAGE",
    hint: `Did you mean ${nearest}? A source of the catalogue is written in full: source-${word}.`,
  });
}
