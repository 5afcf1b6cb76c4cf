import type { CommandEntry } from "./command-entry.ts";
import { commandOptions } from "./command-options.ts";

const { connectionOption, debug, from, json, offline, source } = commandOptions;

/** The commands that look into a cache. */
export const lookCommands: readonly CommandEntry[] = [
  {
    name: "query",
    args: [{ name: "sql", text: "SQL in the words of the cache's database" }],
    text: "run SQL over a cache, read-only unless --write",
    options: [
      ...from,
      {
        flags: "--format <format>",
        text: "table, csv, json, ndjson or parquet (default: by the file's ending, else table); a table wider than the terminal is shown row by row",
      },
      { flags: "-o, --output <file>", text: "write the result to a file: .csv, .json, .ndjson or .parquet" },
      { flags: "--write", text: "allow statements that write" },
      { flags: "--allow-files", text: "allow functions of the database that read files, such as DuckDB's read_csv" },
      { flags: "--max-rows <count>", text: "end the result after so many rows" },
      { flags: "--timeout <seconds>", text: "end a query that takes longer" },
      debug,
    ],
    examples: [
      'airdock query "select language, count(*) from shop.users group by all"',
      'airdock query "select * from shop.users" -o users.parquet',
    ],
    load: async () => (await import("./commands/query.ts")).query,
  },
  {
    name: "tables",
    args: [],
    text: "list what a cache holds",
    options: [...from, json, debug],
    examples: ["airdock tables --from duckdb:./data.duckdb"],
    load: async () => (await import("./commands/tables.ts")).tables,
  },
  {
    name: "runs",
    args: [{ name: "run", text: "one run, to see it stream by stream", optional: true }],
    text: "list the latest syncs of a cache, or show one of them",
    options: [
      ...from,
      connectionOption,
      { flags: "-n, --limit <count>", text: "how many", fallback: "20" },
      json,
      debug,
    ],
    examples: ["airdock runs --limit 5", "airdock runs 12"],
    load: async () => (await import("./commands/runs.ts")).runs,
  },
  {
    name: "logs",
    args: [{ name: "run", text: "a run, as `airdock runs` counts them (default: the latest)", optional: true }],
    text: "show what the connector said in a run",
    options: [
      ...from,
      connectionOption,
      { flags: "--level <level>", text: "leave out what is less: trace, debug, info, warn, error, fatal" },
      { flags: "--json", text: "print the events as they are kept, a line each" },
      debug,
    ],
    examples: ["airdock logs", "airdock logs 12 --level warn"],
    load: async () => (await import("./commands/logs.ts")).logs,
  },
  {
    name: "state",
    args: [
      {
        name: "action",
        text: "show, export, import or reset",
        optional: true,
        choices: ["show", "export", "import", "reset"],
      },
      { name: "connection", text: "the connection; may be left out where the cache has one only", optional: true },
      { name: "file", text: "where to export to, or what is imported; - for the standard streams", optional: true },
    ],
    text: "show, export, import or reset what a source goes on from",
    options: [
      ...from,
      { flags: "-o, --output <file>", text: "export into a file" },
      { flags: "--streams <names>", text: "reset these streams only, separated by commas" },
      { flags: "--keep", text: "reset, and keep the rows of before" },
      json,
      debug,
    ],
    notes: [
      "An export is what connectors take for --state. An import may also be what Airbyte's platform shows.",
      "After a reset the next sync reads from the beginning; rows of before go when it succeeds.",
    ],
    examples: [
      "airdock state show",
      "airdock state export github -o state.json",
      "airdock state import github state.json",
    ],
    load: async () => (await import("./commands/state.ts")).state,
  },
  {
    name: "export",
    args: [
      {
        name: "stream",
        text: "streams (users, shop.users) or connections (default: all)",
        optional: true,
        repeats: true,
      },
    ],
    text: "write tables to files",
    options: [
      ...from,
      { flags: "--format <format>", text: "parquet, csv or ndjson", fallback: "parquet" },
      { flags: "-o, --output <folder>", text: "the folder for the files", fallback: "export" },
      json,
      debug,
    ],
    examples: ["airdock export users --format csv -o out"],
    load: async () => (await import("./commands/export-tables.ts")).exportTables,
  },
  {
    name: "types",
    args: [{ ...source, optional: true, repeats: true }],
    text: "write TypeScript types of the tables, for Kysely, and of the connectors' configs",
    options: [...from, { flags: "-o, --output <file>", text: "write them to a file" }, offline, debug],
    examples: ["airdock types -o airdock-types.ts"],
    load: async () => (await import("./commands/types.ts")).types,
  },
];
