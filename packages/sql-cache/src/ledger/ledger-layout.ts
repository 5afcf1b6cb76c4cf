import type { AirbyteType } from "../value/airbyte-type.ts";
import type { LedgerTables } from "./ledger-tables.ts";

/** The version of the layout below; raised with every change, which `migrateLedger` then brings about. */
export const ledgerVersion = 1;

/** Every table of the bookkeeping: its columns with their types, and what must be unique. */
export const ledgerLayout: {
  readonly [Name in keyof LedgerTables]: LedgerTableLayout<keyof LedgerTables[Name] & string>;
} = {
  meta: { columns: { layout: "integer", last_run: "integer" } },
  connections: { columns: { name: "string", connector: "string", config_hash: "string" }, key: ["name"] },
  streams: {
    columns: {
      connection: "string",
      namespace: "string",
      stream: "string",
      table_schema: "string",
      table_name: "string",
      json_schema: "string",
      columns: "string",
      primary_key: "string",
      cursor: "string",
      mode: "string",
      generation: "integer",
      minimum_generation: "integer",
      missed_state: "integer",
      unfinished_table: "string",
      finalize_id: "string",
      row_count: "integer",
    },
    unique: ["table_schema", "table_name"],
  },
  states: {
    columns: { connection: "string", type: "string", namespace: "string", stream: "string", text: "string" },
  },
  runs: {
    columns: {
      id: "integer",
      connection: "string",
      connector: "string",
      connector_version: "string",
      token: "string",
      started_at: "timestamp_with_timezone",
      ended_at: "timestamp_with_timezone",
      outcome: "string",
      report: "string",
    },
    key: ["id"],
  },
  quarantine: {
    columns: {
      connection: "string",
      namespace: "string",
      stream: "string",
      raw_id: "string",
      field: "string",
      original: "string",
    },
  },
  rejected: {
    columns: {
      connection: "string",
      run: "integer",
      namespace: "string",
      stream: "string",
      reason: "string",
      excerpt: "string",
    },
  },
  leases: {
    columns: {
      connection: "string",
      run: "integer",
      token: "string",
      holder: "string",
      taken_at: "timestamp_with_timezone",
      renewed_at: "timestamp_with_timezone",
    },
    key: ["connection"],
  },
};

/** A table of the bookkeeping. A key's columns are never NULL; those of `unique` may be. */
export interface LedgerTableLayout<Column extends string = string> {
  readonly columns: Readonly<Record<Column, AirbyteType>>;
  readonly key?: readonly Column[];
  readonly unique?: readonly Column[];
}
