import type { LoadRequest } from "@airdock/sql-cache";
import type { Kysely } from "kysely";
import { introspectDuckdb } from "../duckdb-introspect.ts";
import { loadColumn } from "./load-column.ts";

/** The types of columns that the user has altered, by name: values are cast to them as to a type of the user's choice. */
export async function alteredTypes(
  transaction: Kysely<unknown>,
  { columns, target }: Pick<LoadRequest, "columns" | "target">,
): Promise<ReadonlyMap<string, string>> {
  const [shape] = await introspectDuckdb(transaction, target);
  const types = new Map(shape?.columns.map(({ name, type }) => [name, type]));
  return new Map(
    columns.map(loadColumn).flatMap(({ name, sqlType, isNative }): readonly [string, string][] => {
      const type = types.get(name);
      return type === undefined || isNative || type === (fullNames[sqlType] ?? sqlType) ? [] : [[name, type]];
    }),
  );
}

/** What DuckDB calls its types, where that is not what one writes. */
const fullNames: Readonly<Record<string, string>> = {
  TIMESTAMPTZ: "TIMESTAMP WITH TIME ZONE",
  TIMETZ: "TIME WITH TIME ZONE",
};
