/** The command line cannot be understood: exit status 2, the message on stderr. */
export class UsageError extends Error {}

/** The config, catalog or state is wrong: CONNECTION_STATUS FAILED for `check`, TRACE ERROR with `config_error` else. */
export class ConfigError extends Error {}
