import type { StoredColumn } from "@airdock/core";
import { airbyteTypeOf, nativeTypeOf } from "../table/column-type.ts";
import { metaColumns } from "../table/meta-column.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";

/** A column as the database has it. */
export interface TableColumn {
  readonly name: string;
  readonly type: AirbyteType;
  /** The SQL type of the user's choice; undefined: the one that goes with `type`. */
  readonly native?: string | undefined;
}

/** All columns of a stream's table, in its order: those of every table first. */
export function tableColumns(columns: readonly StoredColumn[]): readonly TableColumn[] {
  return [...metaColumns.map((name) => ({ name, type: metaTypes[name] })), ...columns.map(tableColumn)];
}

/** The column of a stored one. */
export function tableColumn(column: StoredColumn): TableColumn {
  return { name: column.name, type: airbyteTypeOf(column), native: nativeTypeOf(column) };
}

const metaTypes: Readonly<Record<(typeof metaColumns)[number], AirbyteType>> = {
  _airbyte_raw_id: "string",
  _airbyte_extracted_at: "timestamp_with_timezone",
  _airbyte_meta: "json",
  _airbyte_generation_id: "integer",
};
