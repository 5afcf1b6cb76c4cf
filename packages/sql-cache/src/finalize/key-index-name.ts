import { createHash } from "node:crypto";
import type { TableName } from "@airdock/core";

/** The name of the index on a table's key. It stands in the schema of its table and has a name of its own there. */
export function keyIndexName(table: TableName): string {
  return `_airdock_key_${createHash("sha256").update(table.name).digest("hex").slice(0, 16)}`;
}
