import type { FieldPath } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { StateType } from "../protocol/state.ts";
import type { StreamKey } from "../protocol/stream.ts";
import type { ErrorReport } from "../error/airdock-error.ts";
import type { WriteMode } from "./write-mode.ts";

/** Where a table stands; `schema` is absent in databases without schemas. */
export interface TableName {
  readonly schema?: string;
  readonly name: string;
}

/** A property of the stream and the column that holds it; the map never changes once stored. */
export interface StoredColumn {
  readonly field: string;
  readonly name: string;
  /** The Airbyte type as the cache stores it, see `AirbyteType` of the SQL writer; opaque to core. */
  readonly type: string;
}

/** What a cache remembers of a stream of a connection. */
export interface StoredStream {
  readonly stream: StreamKey;
  readonly table: TableName;
  readonly jsonSchema: JsonObject;
  readonly columns: readonly StoredColumn[];
  readonly primaryKey: readonly FieldPath[];
  readonly cursor?: FieldPath;
  readonly mode: WriteMode;
  readonly generation: number;
  /** Above 0: a refresh is unfinished; rows of older generations go at success. */
  readonly minimumGeneration: number;
  /** True when a state stands for rows that are not there: a run without this stream saved a GLOBAL or LEGACY one, or the user dropped the table. */
  readonly missedState: boolean;
  readonly rows: number;
  /** Size on disk where the database can tell. */
  readonly bytes?: number;
}

/** A state as it is kept: the whole message, byte for byte. */
export interface StoredState {
  readonly type: StateType;
  /** The stream of a STREAM state. */
  readonly stream?: StreamKey;
  readonly text: string;
}

/** A connection: one source, its config and its choice of streams, under a name. */
export interface StoredConnection {
  readonly name: string;
  /** The connector's reference without its version. */
  readonly connector: string;
  readonly configHash: string;
  readonly streams: readonly StoredStream[];
}

/** What became of one stream in a run. */
export interface StreamCounts {
  readonly stream: StreamKey;
  readonly outcome: "ok" | "failed";
  readonly read: number;
  readonly written: number;
  readonly rejected: number;
  readonly changed: number;
  readonly states: number;
  readonly bytes: number;
}

/** What a run reports at its end. */
export interface RunReport {
  readonly outcome: "ok" | "partial" | "failed";
  readonly streams: readonly StreamCounts[];
  readonly error?: ErrorReport;
}

/** A run as it is kept; without `endedAt` it is going on, or died. */
export interface StoredRun {
  readonly id: number;
  readonly connection: string;
  readonly connector: string;
  readonly connectorVersion?: string;
  readonly startedAt: Date;
  readonly endedAt?: Date;
  readonly report?: RunReport;
}
