import type { FieldPath } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { StreamKey } from "../protocol/stream.ts";
import type { UncertainKey } from "./uncertain-key.ts";
import type { WriteMode } from "./write-mode.ts";

/** What a stream shall look like in the cache after `begin`: the wish, which the cache compares with what it has. */
export interface StreamPlan {
  readonly stream: StreamKey;
  /** The stream's JSON schema, as discovered. */
  readonly jsonSchema: JsonObject;
  readonly mode: WriteMode;
  /** Paths of the primary key; empty unless `merge`, though kept for information in other modes. */
  readonly primaryKey: readonly FieldPath[];
  /** What of the key of a `merge` only the records can prove. Default: nothing, the schema declares it. */
  readonly uncertainKey?: UncertainKey | undefined;
  /** What tells newer rows from older ones in `merge`; undefined: by extraction time. */
  readonly cursor?: FieldPath | undefined;
  /** Column types of the user's choice, by property: `{ amount: "decimal(38,9)" }`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Properties that records carry and the schema does not declare. */
  readonly undeclared: "add" | "ignore";
  /** A property whose type changed. */
  readonly onTypeChange: "widen" | "null" | "stop";
  /** Rows with `_ab_cdc_deleted_at`: removed, or kept. */
  readonly deletes: "hard" | "soft";
}

/** A stream to be read again from its beginning: older generations go at success, unless they are kept. */
export interface StreamRefresh {
  readonly stream: StreamKey;
  readonly keep: boolean;
}
