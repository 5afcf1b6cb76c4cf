import type { ArgumentEntry, OptionEntry } from "./command-outline.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

const json: OptionEntry = { flags: "--json", text: "print one JSON document" };
const debug: OptionEntry = { flags: "--debug", text: "show stack traces and the connector's own log" };
const project: OptionEntry = {
  flags: "--project <file>",
  text: "the config file (default: airdock.config.* in this folder or above it)",
};
const from: readonly OptionEntry[] = [
  { flags: "--from <cache>", text: `the cache to look into (default: the config file's, else ${defaultCacheUrl})` },
  { flags: "--wait <duration>", text: "how long to wait for a cache that others hold (default: 10m)" },
  project,
];
const offline: OptionEntry = {
  flags: "--offline",
  text: "look up and install nothing: what is not on this machine is refused; the source still reads from its API (or AIRDOCK_OFFLINE=1)",
};
const environment: OptionEntry = {
  flags: "--env <name>",
  text: "pass an environment variable on to the connector, which otherwise gets PATH, HOME, proxies and the like; may be repeated",
  repeats: true,
};
const config: readonly OptionEntry[] = [
  { flags: "-c, --config <file>", text: "the connector's config: a JSON or YAML file, - for standard input" },
  {
    flags: "--set <path=value>",
    text: "set one value of the config; env:NAME takes it from the environment; may be repeated",
    repeats: true,
  },
  environment,
  { flags: "--name <connection>", text: "name of the connection (default: the connector's name without source-)" },
  project,
  offline,
];
const source: ArgumentEntry = {
  name: "source",
  text: "a connection of the config file, a name of the catalogue (source-github), a program or manifest (./source-acme), pypi:…, npm:…, docker:…, or sample:shop",
};

const connectionOption: OptionEntry = { flags: "--connection <name>", text: "of one connection only" };

/** The options and arguments that several commands have, each told once. */
export const commandOptions: {
  readonly source: ArgumentEntry;
  readonly json: OptionEntry;
  readonly debug: OptionEntry;
  readonly project: OptionEntry;
  readonly from: readonly OptionEntry[];
  readonly offline: OptionEntry;
  readonly config: readonly OptionEntry[];
  readonly environment: OptionEntry;
  readonly connectionOption: OptionEntry;
} = { json, debug, project, from, offline, config, environment, source, connectionOption };
