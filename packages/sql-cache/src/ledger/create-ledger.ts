import { type Kysely, sql } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { CacheError } from "../error/cache-error.ts";
import { tableRef } from "../schema/table-ref.ts";
import { ledgerLayout, type LedgerTableLayout, ledgerVersion } from "./ledger-layout.ts";
import { ledgerName, ledgerTable, openLedger } from "./ledger.ts";

/** Makes the bookkeeping where there is none, and brings an older layout up to date. Rejects with CACHE_LAYOUT_UNSUPPORTED. */
export async function createLedger(transaction: Kysely<unknown>, dialect: CacheDialect): Promise<void> {
  if ((await readLedgerVersion(transaction, dialect)) !== undefined) return;
  if (dialect.supports.schemas !== false) {
    await dialect.createSchema(transaction, ledgerName);
    // Somebody else may have made it all, while this one waited for the schema.
    if ((await readLedgerVersion(transaction, dialect)) !== undefined) return;
  }
  for (const [name, layout] of Object.entries(ledgerLayout)) {
    await createTable(transaction, dialect, name, layout);
  }
  await openLedger(transaction, dialect).insertInto("meta").values({ layout: ledgerVersion, last_run: 0 }).execute();
}

/** The layout of the bookkeeping that is there; undefined when there is none. Rejects with CACHE_LAYOUT_UNSUPPORTED. */
export async function readLedgerVersion(kysely: Kysely<unknown>, dialect: CacheDialect): Promise<number | undefined> {
  const meta = ledgerTable("meta", dialect);
  const [shape] = await dialect.introspect(kysely, meta);
  if (shape === undefined) return undefined;
  const row = await openLedger(kysely, dialect).selectFrom("meta").select("layout").executeTakeFirst();
  const version = row === undefined ? undefined : Number(row.layout);
  if (version !== undefined && version > ledgerVersion) {
    throw new CacheError(
      `The cache's bookkeeping has layout ${version}; this version of Airdock knows ${ledgerVersion}.`,
      {
        code: "CACHE_LAYOUT_UNSUPPORTED",
        hint: "Use the version of Airdock that wrote the cache, or a later one.",
      },
    );
  }
  return version;
}

async function createTable(
  transaction: Kysely<unknown>,
  dialect: CacheDialect,
  name: string,
  layout: LedgerTableLayout,
): Promise<void> {
  const columns = Object.entries(layout.columns).map(
    ([column, type]) => sql`${sql.id(column)} ${sql.raw(dialect.columnType(type))}`,
  );
  const constraints = [
    ...(layout.key === undefined ? [] : [sql`primary key (${sql.join(layout.key.map((column) => sql.id(column)))})`]),
    ...(layout.unique === undefined ? [] : [sql`unique (${sql.join(layout.unique.map((column) => sql.id(column)))})`]),
  ];
  const table = ledgerTable(name, dialect);
  await sql`create table if not exists ${tableRef(table)} (${sql.join([...columns, ...constraints])})`.execute(
    transaction,
  );
  await dialect.finishTable(transaction, table);
}
