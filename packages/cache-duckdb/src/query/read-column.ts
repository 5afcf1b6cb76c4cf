import type { JsonForm } from "@airdock/core";
import { parseExact } from "@airdock/core/protocol";
import { readValue } from "@airdock/sql-cache/value";
import type { DuckDBType } from "@duckdb/node-api";
import { type ExactReaders, readDecimal, readDuckdbValue } from "../kysely/duckdb-value.ts";
import { readJsonBy, readText } from "../kysely/read-text.ts";
import type { ValueReader } from "../kysely/value-reader.ts";

/** DuckDB's name of a type; `JSON` is one of its texts. */
export function columnTypeName(type: DuckDBType | undefined): string {
  return type?.alias === "JSON" ? "JSON" : String(type ?? "");
}

/** How a column of a user's query is read; JSON without losing a digit. */
export function readColumn(type: DuckDBType, json: JsonForm = "value"): ValueReader {
  if (json === "value") return readDuckdbValue(type, parsed);
  if (type.alias === "JSON") return readText;
  return String(type).startsWith("DECIMAL") ? readDuckdbValue(type) : readDuckdbValue(type, raw);
}

const parsed: ExactReaders = { json: readJsonBy((text) => readValue("json", text)) };

/** Inside lists and structs, where a text would be taken for one. */
const raw: ExactReaders = {
  json: readJsonBy(parseExact),
  decimal: (value) => {
    const number = readDecimal(value);
    return typeof number === "string" ? parseExact(number) : number;
  },
};
