import type { TableName } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { PrefixTablesPlugin } from "./prefix-tables-plugin.ts";
import type { LedgerTables } from "./ledger-tables.ts";

/** The schema of the bookkeeping; without schemas the prefix of its tables. */
export const ledgerName = "airdock";

/** The bookkeeping, for queries with plain table names. */
export type Ledger = Kysely<LedgerTables>;

/** Sees a session, or a transaction, as the bookkeeping of its database. */
export function openLedger(kysely: Kysely<unknown>, dialect: Pick<CacheDialect, "supports">): Ledger {
  const ledger = kysely.withTables<{ [Name in keyof LedgerTables]: LedgerTables[Name] }>();
  return dialect.supports.schemas === false
    ? ledger.withPlugin(new PrefixTablesPlugin(`${ledgerName}_`))
    : ledger.withSchema(ledgerName);
}

/** Where a table of the bookkeeping stands. */
export function ledgerTable(name: string, dialect: Pick<CacheDialect, "supports">): TableName {
  return dialect.supports.schemas === false ? { name: `${ledgerName}_${name}` } : { schema: ledgerName, name };
}
