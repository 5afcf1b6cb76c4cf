import type { TableName } from "@airdock/core";
import type { Kysely } from "kysely";

/** What a database wants done with a table that was just made. */
export type FinishTable = (transaction: Kysely<unknown>, table: TableName) => Promise<void>;
