import { registerHooks } from "node:module";

const own = /^(?:airdock|@airdock\/(?:core|cache-duckdb|source-shop))(?:$|\/)/;

/**
 * Does something while `airdock` and its packages can be imported from anywhere: a config file is read by an `airdock` from elsewhere also in a project
 * that has not installed it. What the project has goes first.
 */
export async function resolveAirdockImports<Result>(work: () => Promise<Result>): Promise<Result> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (!own.test(specifier)) return next(specifier, context);
      try {
        return next(specifier, context);
      } catch {
        return next(specifier, { ...context, parentURL: import.meta.url });
      }
    },
  });
  try {
    return await work();
  } finally {
    hooks.deregister();
  }
}
