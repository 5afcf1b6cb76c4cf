import { extname } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Runs a config file that is a module, and gives what it exports. One in TypeScript is a module whatever the package it stands in says: a
 * package made by `npm init` is CommonJS. Rejects with whatever it throws.
 */
export async function importConfigModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(path).href;
  // Bun, which has no such hooks, takes modules in TypeScript as they are.
  const { registerHooks } = await import("node:module");
  if (extname(path) !== ".ts" || typeof registerHooks !== "function")
    return (await import(url)) as Record<string, unknown>;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      return found.url === url ? { ...found, format: "module-typescript" } : found;
    },
  });
  try {
    return (await import(url)) as Record<string, unknown>;
  } finally {
    hooks.deregister();
  }
}
