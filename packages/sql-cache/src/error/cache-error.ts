import { AirdockError } from "@airdock/core";

/** What goes wrong in a SQL cache: its database, its tables, its lease. */
export class CacheError extends AirdockError {}
