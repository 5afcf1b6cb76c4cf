import type { Cache, TableName } from "@airdock/core";

/**
 * The cache under test, as a module: so that a case can start it in another process. `folder` is an empty folder of the
 * case's own; the same folder means the same database, in every process.
 */
export interface CacheModule {
  /** A cache whose data lies in `folder`; not opened. A cache without durability may keep it wherever it likes. */
  createCache(folder: string): Cache | Promise<Cache>;
  /**
   * Runs SQL on the database in `folder`, also statements that write, not through the cache; rows as objects by column name.
   * Needed when the cache `supports.sql`.
   */
  inspect?(folder: string, sql: string): Promise<readonly SqlRow[]>;
  /** Every table in the database in `folder`, the bookkeeping included. Needed when the cache `supports.sql`. */
  listTables?(folder: string): Promise<readonly TableName[]>;
}

/** A row of `inspect`, in whatever types the driver has. */
export type SqlRow = Readonly<Record<string, unknown>>;

/** Imports the module; throws when it is none. */
export async function importCacheModule(url: string | URL): Promise<CacheModule> {
  const module: unknown = await import(String(url));
  if (isCacheModule(module)) return module;
  throw new TypeError(`${String(url)} does not export createCache(folder).`);
}

function isCacheModule(module: unknown): module is CacheModule {
  return (
    typeof module === "object" && module !== null && "createCache" in module && typeof module.createCache === "function"
  );
}
