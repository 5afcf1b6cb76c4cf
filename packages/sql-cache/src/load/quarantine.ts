import type { StreamKey, TableName } from "@airdock/core";
import { type RawBuilder, sql } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { ledgerTable } from "../ledger/ledger.ts";
import { ofStream } from "../ledger/stream-row.ts";
import type { WriteUnit } from "../run/run-context.ts";
import { tableRef } from "../schema/table-ref.ts";

/** Keeps the originals of cells that could not be stored. */
export async function keepOriginals(
  { transaction }: WriteUnit,
  dialect: CacheDialect,
  owner: { readonly connection: string; readonly stream: StreamKey },
  originals: RawBuilder<unknown>,
): Promise<void> {
  const quarantine = tableRef(ledgerTable("quarantine", dialect));
  await sql`insert into ${quarantine} (connection, namespace, stream, raw_id, field, original)
    select ${owner.connection}, ${owner.stream.namespace ?? null}, ${owner.stream.name}, raw_id, field, original
    from ${originals} as originals`.execute(transaction);
}

/** Removes the originals whose rows are gone from the stream's table. */
export async function dropOrphans(
  { transaction, ledger }: WriteUnit,
  dialect: CacheDialect,
  owner: { readonly connection: string; readonly stream: StreamKey; readonly table: TableName },
): Promise<void> {
  const { connection, stream, table } = owner;
  const any = await ledger
    .selectFrom("quarantine")
    .select("field")
    .where(ofStream(connection, stream))
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return;
  const quarantine = tableRef(ledgerTable("quarantine", dialect));
  // Every name says whose it is: the stream's table may have columns of the same names.
  await sql`delete from ${quarantine} as held
    where held.connection = ${connection} and held.stream = ${stream.name}
      and held.namespace is not distinct from ${stream.namespace ?? null}
      and not exists (select 1 from ${tableRef(table)} as kept where kept._airbyte_raw_id = held.raw_id)`.execute(
    transaction,
  );
}
