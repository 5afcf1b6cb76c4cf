import type { Command } from "./command.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

/** One option as help shows it: flags, what it does, and for options that may be repeated how values gather. */
export interface OptionEntry {
  readonly flags: string;
  readonly text: string;
  readonly fallback?: string;
  readonly repeats?: boolean;
}

/** One command as help shows it; its module is loaded when it runs. */
export interface CommandEntry {
  /** Name and arguments, such as `read <source> <stream>`. */
  readonly usage: string;
  readonly text: string;
  readonly options: readonly OptionEntry[];
  readonly examples?: readonly string[];
  /** `never`: each command has options of its own, which commander gathers by the entry above. */
  readonly load: () => Promise<Command<never>>;
}

const json: OptionEntry = { flags: "--json", text: "print one JSON document" };
const debug: OptionEntry = { flags: "--debug", text: "show stack traces and the connector's debug log" };
const from: OptionEntry = {
  flags: "--from <cache>",
  text: "the cache to look into",
  fallback: defaultCacheUrl,
};
const config: readonly OptionEntry[] = [
  { flags: "-c, --config <file>", text: "the connector's config: a JSON or YAML file, - for standard input" },
  {
    flags: "--set <path=value>",
    text: "set one value of the config; env:NAME takes it from the environment",
    repeats: true,
  },
  { flags: "--name <connection>", text: "name of the connection (default: the connector's name without source-)" },
];

/** Every command of `airdock`, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
  {
    usage: "sync <source>",
    text: "read a source and keep its records in a cache",
    options: [
      { flags: "--to <cache>", text: "where to keep the data: duckdb:FILE", fallback: defaultCacheUrl },
      ...config,
      { flags: "--streams <names>", text: "the streams to read, separated by commas (default: all)" },
      { flags: "--write-mode <mode>", text: "auto, append, replace or merge", fallback: "auto" },
      {
        flags: "--full-refresh [keep]",
        text: "read everything again; rows of before go at success, or stay with =keep",
      },
      {
        flags: "--stream-option <stream.key=value>",
        text: "one option of a stream: mode, key, cursor, columns, undeclared, onTypeChange, deletes, trailing",
        repeats: true,
      },
      { flags: "--accept-change", text: "go on although the connection had another connector or config" },
      { flags: "--strict", text: "stop at the first record that cannot be stored as it is" },
      { flags: "--events", text: "print what happens as NDJSON" },
      json,
      debug,
    ],
    examples: [
      "airdock sync sample:shop",
      "airdock sync pypi:airbyte-source-faker --set count=1000 --to duckdb:./faker.duckdb",
    ],
    load: async () => (await import("./commands/sync.ts")).sync,
  },
  {
    usage: "read <source> <stream>",
    text: "print the records of a stream, without a cache",
    options: [
      ...config,
      { flags: "-n, --limit <count>", text: "stop after so many records" },
      { flags: "--namespace <name>", text: "namespace of the stream" },
      { flags: "--format <format>", text: "ndjson, csv or table", fallback: "ndjson" },
      debug,
    ],
    examples: ["airdock read sample:shop users --limit 3"],
    load: async () => (await import("./commands/read.ts")).read,
  },
  {
    usage: "query <sql>",
    text: "run SQL over a cache, read-only unless --write",
    options: [
      from,
      { flags: "--format <format>", text: "table, csv, json or ndjson", fallback: "table" },
      { flags: "-o, --output <file>", text: "write the result to a file" },
      { flags: "--write", text: "allow statements that write" },
      debug,
    ],
    examples: ['airdock query "select country, count(*) from shop.users group by 1"'],
    load: async () => (await import("./commands/query.ts")).query,
  },
  {
    usage: "tables",
    text: "list what a cache holds",
    options: [from, json, debug],
    load: async () => (await import("./commands/tables.ts")).tables,
  },
  {
    usage: "runs",
    text: "list the latest syncs of a cache",
    options: [from, { flags: "-n, --limit <count>", text: "how many", fallback: "20" }, json, debug],
    load: async () => (await import("./commands/runs.ts")).runs,
  },
  {
    usage: "spec <source>",
    text: "show what a source can be configured with",
    options: [json, debug],
    load: async () => (await import("./commands/spec.ts")).spec,
  },
  {
    usage: "check <source>",
    text: "ask a source whether it can connect",
    options: [...config, json, debug],
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    usage: "discover <source>",
    text: "list the streams of a source",
    options: [...config, json, debug],
    load: async () => (await import("./commands/discover.ts")).discover,
  },
  {
    usage: "connector <source> <command>",
    text: "speak raw Airbyte protocol: spec, check, discover or read, as any Airbyte connector does",
    options: [
      { flags: "--config <file>", text: "the connector's config" },
      { flags: "--catalog <file>", text: "the configured catalog (read)" },
      { flags: "--state <file>", text: "the state to go on from (read)" },
      debug,
    ],
    load: async () => (await import("./commands/connector.ts")).connector,
  },
];
