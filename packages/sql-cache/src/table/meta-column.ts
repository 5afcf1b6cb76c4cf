/** The columns that every table begins with, in this order (Airbyte's direct-load layout). */
export const metaColumns = [
  "_airbyte_raw_id",
  "_airbyte_extracted_at",
  "_airbyte_meta",
  "_airbyte_generation_id",
] as const;

/** The column that holds the undeclared fields for which there is no column, as a JSON object. */
export const extraColumn = "_airdock_extra";

/** Columns that staged rows may have besides those of their table. */
export const stageColumns = {
  ordinal: "_airdock_ordinal",
  /** Whether the cache changed a value of the row. */
  changed: "_airdock_changed",
  /** The text of nulled values. */
  originals: "_airdock_originals",
} as const;

/** The names no property's column can have. */
export const ownColumns: readonly string[] = [...metaColumns, extraColumn, ...Object.values(stageColumns)];

/** What the names of Airdock's own tables begin with. */
export const ownPrefix = "_airdock_";
