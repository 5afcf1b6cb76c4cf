import type { Database } from "better-sqlite3";
import {
  convertValue,
  createColumnConverter,
  defaultValueRules,
  readValue,
  type AirbyteType,
  type ColumnValue,
} from "@airdock/sql-cache/value";
import { parseExact, type JsonValue } from "@airdock/core/protocol";
import { BlockLoad } from "./block-load.ts";
import type { LoadPlan } from "./load-plan.ts";

/**
 * Adds to a connection, for its own statements only, what loads need in SQL: the tables `airdock_load_counts` and
 * `airdock_load_originals`, which tell of the load that was started last, and `airdock_widen`, which converts a value of one type to
 * another, and `airdock_key_json`. Answers what starts a load; it fails when `stopFlag` becomes 1.
 */
export function registerLoad(database: Database, stopFlag: Int32Array): StartLoad {
  let last: BlockLoad | undefined;
  const start: StartLoad = (plan) => (last = new BlockLoad(plan, stopFlag));
  database.table("airdock_load_counts", {
    columns: ["changed", "nulled"],
    directOnly: true,
    *rows() {
      yield [last?.changed ?? 0, last?.nulled ?? 0];
    },
  });
  database.table("airdock_load_originals", {
    columns: ["raw_id", "field", "original"],
    directOnly: true,
    *rows() {
      yield* last?.originals() ?? [];
    },
  });
  database.function("airdock_widen", { directOnly: true, deterministic: true, safeIntegers: true }, widen);
  database.function("airdock_key_json", { directOnly: true, deterministic: true }, spellKey);
  const utf8 = (text: unknown): unknown => (typeof text === "string" ? Buffer.from(text) : text);
  database.function("airdock_utf8", { directOnly: true, deterministic: true, safeIntegers: true }, utf8);
  return start;
}

/** Begins a load: the one that the tables tell of from then on. */
export type StartLoad = (plan: LoadPlan) => BlockLoad;

const convertKey = createColumnConverter({ type: "json of json" }, defaultValueRules);

/** What the user has put into the column may be no JSON. */
function spellKey(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return convertKey(parseExact(text)).value;
  } catch {
    return text;
  }
}

/** By way of the value as readers see it. */
function widen(from: AirbyteType, to: AirbyteType, value: unknown): ColumnValue | bigint {
  const read = readValue(from, value);
  const source = typeof read === "bigint" ? parseExact(String(read)) : (read as JsonValue);
  const widened = convertValue(to, source, defaultValueRules).value;
  if (typeof widened === "boolean") return widened ? 1n : 0n;
  return typeof widened === "number" && to === "integer" ? BigInt(widened) : widened;
}
