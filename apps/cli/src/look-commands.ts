import type { CommandEntry } from "./command-entry.ts";
import { debug, from, json } from "./command-option.ts";

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
        text: "table, csv, json or ndjson; a table wider than the terminal is shown row by row",
        fallback: "table",
      },
      { flags: "-o, --output <file>", text: "write the result to a file" },
      { flags: "--write", text: "allow statements that write" },
      debug,
    ],
    examples: [
      'airdock query "select language, count(*) from shop.users group by all"',
      'airdock query "select * from shop.users" --format csv -o users.csv',
    ],
    load: async () => (await import("./commands/query.ts")).query,
  },
  {
    name: "tables",
    args: [],
    text: "list what a cache holds",
    options: [...from, json, debug],
    examples: ["airdock tables --from duckdb:./shop.duckdb"],
    load: async () => (await import("./commands/tables.ts")).tables,
  },
  {
    name: "runs",
    args: [],
    text: "list the latest syncs of a cache",
    options: [...from, { flags: "-n, --limit <count>", text: "how many", fallback: "20" }, json, debug],
    examples: ["airdock runs --limit 5"],
    load: async () => (await import("./commands/runs.ts")).runs,
  },
];
