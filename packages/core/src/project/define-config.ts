import type { EnvReference } from "./env-reference.ts";
import type { ConnectionConfig, ProjectConfig } from "./project-config.ts";

/** What `defineConfig` takes: a config, a promise of one, or a function that makes one. */
export type ConfigDefinition<Config extends ProjectConfig = ProjectConfig> =
  | Config
  | Promise<Config>
  | (() => Config | Promise<Config>);

/**
 * A project's config, with types: `export default defineConfig({ connections: { … } })`. The configs of sources that `airdock types`
 * has written are checked, too.
 */
export function defineConfig<const Config extends ProjectConfig>(
  definition: ConfigDefinition<Config & CheckedConfig<Config>>,
): ConfigDefinition {
  return definition;
}

/** The config with the connectors' own types in place of JSON, as far as they are known. */
export interface CheckedConfig<Config extends ProjectConfig> {
  readonly connections: {
    readonly [Name in keyof Config["connections"]]: CheckedConnection<Config["connections"][Name]>;
  };
}

/** A connection whose config is typed when its source is known. */
export type CheckedConnection<Connection extends ConnectionConfig> =
  Connection["source"] extends keyof AirdockSourceConfigs
    ? ConnectionConfig & { readonly config?: WithEnvironment<AirdockSourceConfigs[Connection["source"]]> | string }
    : ConnectionConfig;

/** A type whose values may all come from the environment. */
export type WithEnvironment<Value> =
  | EnvReference
  | (Value extends readonly (infer Item)[]
      ? readonly WithEnvironment<Item>[]
      : Value extends object
        ? { readonly [Key in keyof Value]: WithEnvironment<Value[Key]> }
        : Value);
