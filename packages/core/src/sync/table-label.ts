import type { TableName } from "../cache/stored.ts";

/** A table's name for people: `schema.table`, or `table`. */
export function tableLabel({ schema, name }: TableName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
