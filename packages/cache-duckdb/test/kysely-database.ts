import { DuckDBInstance } from "@duckdb/node-api";
import { Kysely } from "kysely";
import { DuckdbDialect, type DuckdbDialectOptions } from "../src/kysely/index.ts";

/** Kysely on a database in memory that goes with it. */
export interface KyselyDatabase<Tables> extends AsyncDisposable {
  readonly db: Kysely<Tables>;
  readonly instance: DuckDBInstance;
}

/** Opens a database in memory of its own. */
export async function openKysely<Tables>(options: DuckdbDialectOptions = {}): Promise<KyselyDatabase<Tables>> {
  const instance = await DuckDBInstance.create(":memory:");
  const db = new Kysely<Tables>({ dialect: new DuckdbDialect({ instance, ...options }) });
  return {
    db,
    instance,
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
      instance.closeSync();
    },
  };
}
