import type { Command } from "./command.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

/** One option as help shows it: flags, what it does, and for options that may be repeated how values gather. */
export interface OptionEntry {
  readonly flags: string;
  readonly text: string;
  readonly fallback?: string;
  readonly repeats?: boolean;
}

/** One argument as help shows it. */
export interface ArgumentEntry {
  readonly name: string;
  readonly text: string;
  readonly optional?: boolean;
  /** Only the last one may. */
  readonly repeats?: boolean;
}

/** One command as help shows it; its module is loaded when it runs. */
export interface CommandEntry {
  readonly name: string;
  /** The arguments, in order. */
  readonly args: readonly ArgumentEntry[];
  readonly text: string;
  readonly options: readonly OptionEntry[];
  /** Lines below the options. */
  readonly notes?: readonly string[];
  readonly examples: readonly string[];
  /** `never`: each command has options of its own, which commander gathers by the entry above. */
  readonly load: () => Promise<Command<never>>;
}

const json: OptionEntry = { flags: "--json", text: "print one JSON document" };
const debug: OptionEntry = { flags: "--debug", text: "show stack traces and the connector's own log" };
const project: OptionEntry = {
  flags: "--project <file>",
  text: "the config file (default: airdock.config.* in this folder or above it)",
};
const from: readonly OptionEntry[] = [
  { flags: "--from <cache>", text: `the cache to look into (default: the config file's, else ${defaultCacheUrl})` },
  project,
];
const offline: OptionEntry = {
  flags: "--offline",
  text: "look names up in the copy of the catalogue on disk, however old (or AIRDOCK_OFFLINE=1)",
};
const config: readonly OptionEntry[] = [
  { flags: "-c, --config <file>", text: "the connector's config: a JSON or YAML file, - for standard input" },
  {
    flags: "--set <path=value>",
    text: "set one value of the config; env:NAME takes it from the environment; may be repeated",
    repeats: true,
  },
  { flags: "--name <connection>", text: "name of the connection (default: the connector's name without source-)" },
  project,
  offline,
];
const source: ArgumentEntry = {
  name: "source",
  text: "a connection of the config file, a name of the catalogue (source-github), a program or manifest (./source-acme), pypi:…, npm:…, docker:…, or sample:shop",
};

/** Every command of `airdock`, in the order of the help. */
export const commandTable: readonly CommandEntry[] = [
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
      { flags: "--accept-change", text: "go on although the connection had another connector or config" },
      { flags: "--strict", text: "stop at the first record that cannot be stored as it is" },
      { flags: "--stall-after <duration>", text: "how long a source may be silent: 90s, 15m, 2h (default: 1h)" },
      {
        flags: "--parallel <count>",
        text: "how many connections are synced at a time (default: the config file's, else 2)",
      },
      { flags: "--events", text: "print what happens as NDJSON" },
      json,
      debug,
    ],
    notes: [
      "Without a source: all connections of the config file.",
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
  {
    name: "sources",
    args: [{ name: "text", text: "words to search for, or one source's name", optional: true, repeats: true }],
    text: "list and search the connector catalogue; say how a source would run here, and why",
    options: [offline, { flags: "--refresh", text: "fetch the catalogue anew" }, json, debug],
    notes: ["AIRDOCK_REGISTRY names a mirror of Airbyte's registry: a URL or a folder."],
    examples: ["airdock sources google", "airdock sources github"],
    load: async () => (await import("./commands/sources.ts")).sources,
  },
  {
    name: "install",
    args: [{ ...source, optional: true, repeats: true }],
    text: "install sources ahead of time and pin them in airdock.lock",
    options: [
      { flags: "--frozen", text: "install exactly what airdock.lock says, or fail" },
      { flags: "--upgrade", text: "look for what is newest, and pin that" },
      project,
      offline,
      json,
      debug,
    ],
    notes: [
      "Without a source: those of the config file, and what else airdock.lock pins. Pinned sources run as they are pinned.",
    ],
    examples: ["airdock install source-faker", "airdock install --frozen"],
    load: async () => (await import("./commands/install.ts")).install,
  },
  {
    name: "uninstall",
    args: [{ ...source, repeats: true }],
    text: "remove what was installed for sources, and their entries in airdock.lock",
    options: [project, offline, json, debug],
    examples: ["airdock uninstall source-faker", "airdock uninstall pypi:airbyte-source-faker==6.2.0"],
    load: async () => (await import("./commands/uninstall.ts")).uninstall,
  },
  {
    name: "spec",
    args: [source],
    text: "show what a source can be configured with",
    options: [project, offline, json, debug],
    examples: ["airdock spec pypi:airbyte-source-faker"],
    load: async () => (await import("./commands/spec.ts")).spec,
  },
  {
    name: "check",
    args: [source],
    text: "ask a source whether it can connect",
    options: [...config, json, debug],
    examples: ["airdock check ./source-acme --config acme.yaml"],
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "discover",
    args: [source],
    text: "list the streams of a source",
    options: [...config, json, debug],
    examples: ["airdock discover sample:shop"],
    load: async () => (await import("./commands/discover.ts")).discover,
  },
  {
    name: "connector",
    args: [source, { name: "command", text: "spec, check, discover or read" }],
    text: "speak raw Airbyte protocol, as any Airbyte connector does",
    options: [
      { flags: "--config <file>", text: "the connector's config" },
      { flags: "--catalog <file>", text: "the configured catalog (read)" },
      { flags: "--state <file>", text: "the state to go on from (read)" },
      project,
      offline,
      debug,
    ],
    examples: ["airdock connector sample:shop spec"],
    load: async () => (await import("./commands/connector.ts")).connector,
  },
];
