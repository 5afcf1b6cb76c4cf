import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoadBench, type LoadBench } from "@airdock-test/awkward-json";
import { freshDatabase } from "@airdock-test/postgres-server";
import { sql } from "kysely";
import { postgresBulkLoad } from "../src/postgres-bulk-load.ts";
import { postgresColumnType } from "../src/postgres-column-type.ts";
import { databaseAt } from "../src/postgres-database.ts";
import { openPostgresSession } from "../src/postgres-open-session.ts";
import { readAddress } from "../src/session/read-address.ts";

/** A bench in one transaction of a database, which is rolled back at its end. */
export async function createBench(): Promise<LoadBench> {
  const folder = await mkdtemp(join(tmpdir(), "airdock-load-"));
  const database = databaseAt(readAddress(await freshDatabase(folder)));
  const session = await openPostgresSession(database)({ access: "write", patience: 0 });
  const transaction = await session.kysely.startTransaction().execute();
  await sql`create schema airdock`.execute(transaction);
  const close = async (): Promise<void> => {
    await transaction.rollback().execute();
    await session.close();
    await database.close();
    await rm(folder, { recursive: true });
  };
  const bulkLoad = postgresBulkLoad(folder);
  return createLoadBench({ kysely: transaction, bulkLoad, columnType: postgresColumnType, schemas: true, close });
}
