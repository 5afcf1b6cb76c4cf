import { dirname, isAbsolute, resolve } from "node:path";
import type { Cache } from "../cache/cache.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { suggestName } from "../error/nearest-name.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { ConnectionConfig, ProjectConfig } from "./project-config.ts";
import { pickVariables } from "./pick-variables.ts";
import { resolveEntry, type Variables } from "./resolve-entry.ts";

/** A connection of the config file, with its paths and its references to the environment resolved. */
export interface LoadedConnection extends Omit<ConnectionConfig, "config"> {
  readonly name: string;
  /** The connector's config; a path is absolute. */
  readonly config: JsonObject | string;
  /** Paths in the config whose values are texts of the environment, whatever type the connector wants there. */
  readonly fromEnvironment: readonly (readonly string[])[];
}

/** A project's config file. The environment is looked at only when something that comes from it is asked for. */
export class LoadedConfig {
  /** Where the file is. */
  readonly path: string;
  /** The project's folder: what is relative in the file is relative to it, and `.airdock/` and `airdock.lock` live there. */
  readonly folder: string;
  readonly #config: ProjectConfig;
  readonly #variables: Variables;

  constructor(path: string, config: ProjectConfig, variables: Variables) {
    this.path = path;
    this.folder = dirname(path);
    this.#config = config;
    this.#variables = variables;
  }

  /** The names of the connections, in the order of the file. */
  get names(): readonly string[] {
    return Object.keys(this.#config.connections);
  }

  /** How many connections are synced at a time; undefined when the file does not say. */
  get parallel(): number | undefined {
    return this.#config.parallel;
  }

  /** The environment and `.env` beside the file. */
  get variables(): Variables {
    return this.#variables;
  }

  /** The cache as the file has it: a URL, a cache, or undefined. Throws CONFIG_INVALID where a variable is not set. */
  get cache(): string | Cache | undefined {
    const { cache } = this.#config;
    if (cache === undefined || isCache(cache)) return cache;
    return String(resolveEntry(cache, this.#variables, "cache"));
  }

  /** True when the file has a cache itself, not its URL; needs no variable. */
  get hasCacheObject(): boolean {
    const { cache } = this.#config;
    return typeof cache === "object" && isCache(cache);
  }

  /** The source of a connection as the file writes it. Throws USAGE for an unknown name. */
  reference(name: string): string {
    return this.#find(name).source;
  }

  /** The source of a connection, a path absolute, which needs no variable. Throws USAGE for an unknown name. */
  source(name: string): string {
    const source = this.reference(name);
    return /^\.{1,2}[/\\]/.test(source) ? resolve(this.folder, source) : source;
  }

  /** How a connection is to be synced, which needs no variable. Throws USAGE for an unknown name. */
  settings(name: string): Pick<ConnectionConfig, "streams" | "writeMode" | "stallAfter" | "checkpointEvery"> {
    const { source: _source, config: _config, env: _env, ...settings } = this.#find(name);
    return settings;
  }

  /** The variables that a connection names for its connector. Throws USAGE for an unknown name, CONFIG_INVALID where one is not set. */
  environment(name: string): Readonly<Record<string, string>> {
    return pickVariables(this.#find(name).env ?? [], this.#variables, `connections.${name}.env`);
  }

  /** A connection. Throws USAGE for an unknown name, CONFIG_INVALID where a variable is not set. */
  connection(name: string): LoadedConnection {
    const { config = {}, ...rest } = this.#find(name);
    const fromEnvironment: (readonly string[])[] = [];
    const note = (path: readonly string[]): void => void fromEnvironment.push(path);
    return {
      ...rest,
      name,
      source: this.source(name),
      config: this.#resolveConfig(name, config, note),
      fromEnvironment,
    };
  }

  #resolveConfig(
    name: string,
    config: NonNullable<ConnectionConfig["config"]>,
    note: (path: readonly string[]) => void,
  ): JsonObject | string {
    const resolved = resolveEntry(config, this.#variables, `connections.${name}.config`, note);
    if (typeof resolved !== "string") return resolved as JsonObject;
    return isAbsolute(resolved) ? resolved : resolve(this.folder, resolved);
  }

  #find(name: string): ConnectionConfig {
    const { connections } = this.#config;
    const found = Object.hasOwn(connections, name) ? connections[name] : undefined;
    if (found !== undefined) return found;
    throw new AirdockError(`${this.path} has no connection ${name}.`, {
      code: "USAGE",
      hint: suggestName(name, this.names),
      data: { connection: name },
    });
  }
}

function isCache(value: object | string): value is Cache {
  return typeof value === "object" && "startRun" in value;
}
