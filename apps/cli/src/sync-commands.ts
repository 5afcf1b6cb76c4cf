import type { CommandEntry } from "./command-entry.ts";
import { commandOptions } from "./command-options.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

const { config, debug, json, source } = commandOptions;

/** The commands that move data. */
export const syncCommands: readonly CommandEntry[] = [
  {
    name: "sync",
    args: [{ ...source, optional: true, repeats: true }],
    text: "read a source, or connections of the config file, into a cache",
    options: [
      {
        flags: "--to <cache>",
        text: `where to keep the data: duckdb:FILE, sqlite:FILE, postgres://… (default: the config file's, else ${defaultCacheUrl})`,
      },
      ...config,
      { flags: "--streams <names>", text: "the streams to read, separated by commas (default: all)" },
      {
        flags: "--write-mode <mode>",
        text: "append, replace, merge, or auto: merge by key and cursor, append by cursor, else replace (default: auto)",
      },
      {
        flags: "--full-refresh [keep]",
        text: "read everything again; rows of before go at success, or stay with =keep",
      },
      {
        flags: "--stream-option <stream.key=value>",
        text: "how one stream is kept, * for all; may be repeated",
        repeats: true,
      },
      {
        flags: "--accept-change",
        text: "go on although the connection had another connector or config, or a stream another key or mode and stored rows are deleted by that",
      },
      {
        flags: "--plan",
        text: "say what a sync would do (tables, columns, modes, rows that would be deleted), and touch nothing",
      },
      { flags: "--strict", text: "stop at the first record that cannot be stored as it is" },
      { flags: "--stall-after <duration>", text: "how long a source may be silent: 90s, 15m, 2h (default: 1h)" },
      {
        flags: "--wait <duration>",
        text: "how long to wait for a cache that others hold (default: 10m); given, also for another sync of the same connection",
      },
      {
        flags: "--checkpoint-every <rows,duration>",
        text: "how often rows become visible: 50rows, 500ms, 10000rows,30s (default: 250000rows,10s, at the next state of the source)",
      },
      {
        flags: "--parallel <count>",
        text: "how many connections are synced at a time (default: the config file's, else 2)",
      },
      { flags: "--events", text: "print what happens as NDJSON" },
      json,
      debug,
    ],
    notes: [
      "Without a source: all connections of the config file. Each fails on its own; the exit status is the first of 130, 143, 1, 5, 7, 4, 2, 3, 8, 6 that one of them ended with.",
      "",
      "Stream options:",
      "  mode=MODE                           as --write-mode",
      "  key=id  key=shop,no  key=owner/id   the primary key: a field, several, nested",
      "  cursor=updated_at                   the field that tells what is new",
      "  columns.FIELD=TYPE                  a column's type, in the database's words",
      "  undeclared=add|ignore               undeclared fields (default: add)",
      "  onTypeChange=widen|null|stop        a field of another type (default: widen)",
      "  deletes=hard|soft                   what the source deletes (default: hard)",
      "  trailing=keep|discard               rows after the last state (default: keep)",
    ],
    examples: [
      "airdock sync sample:shop",
      "airdock sync pypi:airbyte-source-faker --set count=1000 --to duckdb:./faker.duckdb",
      "airdock sync ./source-acme --config acme.yaml --streams users,orders",
      "airdock sync pypi:airbyte-source-github --set credentials.personal_access_token=env:TOKEN",
      "airdock sync sample:shop --stream-option users.mode=append",
      "airdock sync",
    ],
    load: async () => (await import("./commands/sync.ts")).sync,
  },
  {
    name: "read",
    args: [source, { name: "stream", text: "the stream's name, as `airdock discover` lists it" }],
    text: "print the records of a stream, without a cache",
    options: [
      ...config,
      { flags: "-n, --limit <count>", text: "stop after so many records" },
      { flags: "--namespace <name>", text: "namespace of the stream" },
      { flags: "--format <format>", text: "ndjson, csv or table", fallback: "ndjson" },
      debug,
    ],
    examples: ["airdock read sample:shop users --limit 3", "airdock read sample:shop users --format csv > users.csv"],
    load: async () => (await import("./commands/read.ts")).read,
  },
];
