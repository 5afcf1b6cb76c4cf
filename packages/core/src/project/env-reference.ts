/** A value that is taken from the environment when it is needed, and not before. */
export interface EnvReference {
  readonly env: string;
  readonly fallback?: string;
  readonly [brand]: true;
}

const brand: unique symbol = Symbol.for("airdock.env");

/**
 * A value of the config file that comes from the environment (or from `.env` beside the file) when its connection is used, so that
 * commands which do not need it run without it.
 */
export function env(name: string, fallback?: string): EnvReference {
  return { env: name, ...(fallback === undefined ? {} : { fallback }), [brand]: true };
}

/** True for what `env` made, also by another installed copy of the package. */
export function isEnvReference(value: unknown): value is EnvReference {
  return typeof value === "object" && value !== null && brand in value;
}
