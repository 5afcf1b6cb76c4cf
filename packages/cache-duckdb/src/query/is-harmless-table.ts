/** True for a table function of DuckDB that reads nothing but the catalog and its arguments, and changes nothing. */
export function isHarmlessTable(name: string): boolean {
  return harmless.has(name) || name.startsWith("duckdb_") || name.startsWith("pragma_");
}

/** True for one that reads files of the machine. */
export function isFileReader(name: string): boolean {
  return /^(?:read_|parquet_)/.test(name) || name === "glob" || name === "sniff_csv";
}

/** True for a function that changes something as it is called. */
export function hasEffect(name: string): boolean {
  return effects.has(name);
}

/** Names that a text does not contain which only reads, where DuckDB tells nothing of what it calls. */
export const suspects: readonly string[] = ["enable_logging", "query", "serialized_sql", "write_log", "nextval"];

const harmless: ReadonlySet<string> = new Set([
  ...["range", "generate_series", "unnest", "repeat", "repeat_row", "summary", "json_each", "json_tree"],
  ...["icu_calendar_names", "pg_timezone_names", "test_all_types"],
]);

const effects: ReadonlySet<string> = new Set(["nextval", "write_log"]);
