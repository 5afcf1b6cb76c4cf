import type { JsonForm } from "@airdock/core";
import { readValue } from "@airdock/sql-cache/value";
import { types } from "pg";
import { postgresTypes, type ReadValue } from "./kysely/postgres-value.ts";

/** The types of a user's query, in the shape of the driver: JSON without losing a digit. */
export function queryTypes(json: JsonForm = "value"): typeof postgresTypes {
  const readJson: ReadValue = json === "text" ? String : (text) => readValue("json", text);
  return {
    getTypeParser: (type, format) =>
      format !== "binary" && jsonTypes.has(type) ? readJson : postgresTypes.getTypeParser(type, format),
  };
}

const jsonTypes: ReadonlySet<number> = new Set([types.builtins.JSON, types.builtins.JSONB]);
