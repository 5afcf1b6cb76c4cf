import type { StoredColumn } from "@airdock/core";
import { metaColumns } from "../table/meta-column.ts";
import type { AirbyteType } from "../value/airbyte-type.ts";

/** A column as the database shall have it. */
export interface TableColumn {
  readonly name: string;
  readonly type: AirbyteType;
}

/** All columns of a stream's table, in its order: those of every table first. */
export function tableColumns(columns: readonly StoredColumn[]): readonly TableColumn[] {
  return [
    ...metaColumns.map((name) => ({ name, type: metaTypes[name] })),
    ...columns.map(({ name, type }) => ({ name, type: type as AirbyteType })),
  ];
}

const metaTypes: Readonly<Record<(typeof metaColumns)[number], AirbyteType>> = {
  _airbyte_raw_id: "string",
  _airbyte_extracted_at: "timestamp_with_timezone",
  _airbyte_meta: "json",
  _airbyte_generation_id: "integer",
};
