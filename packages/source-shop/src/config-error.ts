/** The config, catalog or state is wrong: CONNECTION_STATUS FAILED for `check`, TRACE ERROR with `config_error` else. */
export class ConfigError extends Error {}
