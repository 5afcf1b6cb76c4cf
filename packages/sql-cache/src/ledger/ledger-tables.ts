/**
 * The bookkeeping, table by table, in schema `airdock` (without schemas: prefix `airdock_`). Users may read it. JSON is kept as
 * text, times in UTC.
 */
export interface LedgerTables {
  meta: MetaTable;
  connections: ConnectionTable;
  streams: StreamTable;
  states: StateTable;
  runs: RunTable;
  quarantine: QuarantineTable;
  rejected: RejectedTable;
  leases: LeaseTable;
}

/** One row: the version of this layout, and the last run's id. */
export interface MetaTable {
  layout: number;
  last_run: number;
}

/** A row per connection. */
export interface ConnectionTable {
  name: string;
  connector: string;
  config_hash: string;
}

/** A row per stream of a connection; it claims the stream's table. */
export interface StreamTable {
  connection: string;
  namespace: string | null;
  stream: string;
  table_schema: string | null;
  table_name: string;
  json_schema: string;
  /** The column map; NULL until the table is made. */
  columns: string | null;
  primary_key: string;
  cursor: string | null;
  mode: string;
  generation: number;
  minimum_generation: number;
  /** 1 when a GLOBAL or LEGACY state was saved by a run the stream took no part in. */
  missed_state: number;
  /** The table of a `replace` that has not been swapped yet. */
  unfinished_table: string | null;
  /** The last transaction that finalized rows of the stream. */
  finalize_id: string | null;
  row_count: number;
}

/** A row per state: of a stream, or the one GLOBAL or LEGACY state. `text` is the whole message, byte for byte. */
export interface StateTable {
  connection: string;
  type: string;
  namespace: string | null;
  stream: string | null;
  text: string;
}

/** A row per run; without `ended_at` it is going on, or died. `report` has counts per stream, outcome and error. */
export interface RunTable {
  id: number;
  connection: string;
  connector: string;
  connector_version: string | null;
  token: string;
  started_at: string;
  ended_at: string | null;
  outcome: string | null;
  report: string | null;
}

/** The originals of cells that are NULL because they could not be stored. */
export interface QuarantineTable {
  connection: string;
  namespace: string | null;
  stream: string;
  raw_id: string;
  field: string;
  original: string | null;
}

/** The first records of a run that could not be stored at all. */
export interface RejectedTable {
  connection: string;
  run: number;
  namespace: string | null;
  stream: string | null;
  reason: string;
  excerpt: string;
}

/** A row per run that is going on; `holder` says which process it is. */
export interface LeaseTable {
  connection: string;
  run: number;
  token: string;
  holder: string;
  taken_at: string;
  renewed_at: string;
}
