import type { JsonObject } from "./json.ts";

/** How a source reads a stream; a source that lists none is taken to support `full_refresh`. */
export type SyncMode = "full_refresh" | "incremental";

/** A property path into a record: `["id"]`, or `["owner", "id"]` for a nested key. */
export type FieldPath = readonly string[];

/** A stream as `discover` describes it (AirbyteStream). Unknown fields of the source are kept. */
export interface AirbyteStream {
  readonly name: string;
  readonly namespace?: string | null;
  readonly json_schema: JsonObject;
  readonly supported_sync_modes?: readonly SyncMode[] | null;
  readonly source_defined_cursor?: boolean | null;
  readonly default_cursor_field?: FieldPath | null;
  readonly source_defined_primary_key?: readonly FieldPath[] | null;
  readonly is_resumable?: boolean | null;
  readonly is_file_based?: boolean | null;
}

/** What `discover` answers (AirbyteCatalog). */
export interface AirbyteCatalog {
  readonly streams: readonly AirbyteStream[];
}

/** What a destination does with the records (DestinationSyncMode), as the configured catalog says it. */
export type DestinationSyncMode = "append" | "overwrite" | "append_dedup";

/** One stream of the catalog a connector is asked to read (ConfiguredAirbyteStream). */
export interface ConfiguredStream {
  readonly stream: AirbyteStream;
  readonly sync_mode: SyncMode;
  readonly destination_sync_mode: DestinationSyncMode;
  readonly cursor_field?: FieldPath;
  readonly primary_key?: readonly FieldPath[];
  readonly generation_id?: number;
  readonly minimum_generation_id?: number;
  readonly sync_id?: number;
}

/** The catalog handed to `read --catalog` (ConfiguredAirbyteCatalog). */
export interface ConfiguredCatalog {
  readonly streams: readonly ConfiguredStream[];
}
