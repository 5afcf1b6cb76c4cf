export {
  type ConfigDefinition,
  type ConfigEntry,
  type ConfigObject,
  type ConnectionConfig,
  defineConfig,
  env,
  type EnvReference,
  loadConfig,
  type LoadConfigOptions,
  type LoadedConfig,
  type LoadedConnection,
  type ProjectConfig,
} from "@airdock/core";
