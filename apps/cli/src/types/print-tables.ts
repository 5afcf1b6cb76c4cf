import type { JsonObject, StoredColumn } from "@airdock/core";
import { printComment } from "./print-comment.ts";
import { printLiteral } from "./print-literal.ts";
import { nameTypes } from "./name-types.ts";
import { printJsonType, printName } from "./print-json-type.ts";

/** A table as its type is written. */
export interface TypedTable {
  readonly connection: string;
  readonly stream: string;
  /** As Kysely names it: `shop.users`, or `shop_users` where there are no schemas. */
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  readonly jsonSchema: JsonObject;
  /** Numbers beyond a double come as text. */
  readonly exactNumbers: boolean;
}

/** The row types of tables, and the `Database` interface that Kysely takes. Their names are added to those that are taken. */
export function printTables(tables: readonly TypedTable[], taken: Set<string>): string {
  const names = nameTypes(
    tables.map(({ connection, stream }) => `${connection} ${stream}`),
    taken,
  );
  const rows = tables.map((table, index) => printRow(names[index] ?? "", table));
  const entries = tables.map(({ table }, index) => `  ${printLiteral(table)}: ${names[index]};\n`);
  return [
    `/** The tables of the cache, for Kysely: \`cache.kysely<Database>()\`. */\nexport interface Database {\n${entries.join("")}}\n`,
    ...rows,
    META,
  ].join("\n");
}

const META = `/** What Airdock says of each row. */
export interface AirdockColumns {
  _airbyte_raw_id: string;
  /** When the source read the record: ISO, UTC, microseconds. */
  _airbyte_extracted_at: string;
  _airbyte_meta: {
    readonly sync_id: number;
    readonly changes: readonly { readonly field: string; readonly change: string; readonly reason: string }[];
  };
  _airbyte_generation_id: number;
}
`;

/** Types of the columns as rows have them, the same for every cache. */
const SCALARS: Record<string, string> = {
  string: "string",
  integer: "number | bigint",
  number: "number",
  boolean: "boolean",
  date: "string",
  timestamp_with_timezone: "string",
  timestamp_without_timezone: "string",
  time_with_timezone: "string",
  time_without_timezone: "string",
};

function printRow(name: string, { connection, stream, columns, jsonSchema, exactNumbers }: TypedTable): string {
  const properties = (jsonSchema["properties"] ?? {}) as Readonly<Record<string, JsonObject>>;
  const lines = columns.map((column) => {
    const scalar = column.type === "number" && exactNumbers ? "number | string" : SCALARS[column.type];
    const type = scalar ?? printJsonType(properties[column.field] ?? {}, { isData: true }, "  ");
    return `  ${printName(column.name)}: ${type === "unknown" ? type : `${type} | null`};\n`;
  });
  return `${printComment(`A row of ${stream}, as connection ${connection} reads it.`)}export interface ${name} extends AirdockColumns {\n${lines.join("")}}\n`;
}
