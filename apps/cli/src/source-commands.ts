import type { CommandEntry } from "./command-entry.ts";
import { commandOptions } from "./command-options.ts";
import { defaultCacheUrl } from "./default-cache-url.ts";

const { config, debug, environment, from, json, offline, project, source } = commandOptions;

/** The commands that deal with sources: setting up, installing, asking. */
export const sourceCommands: readonly CommandEntry[] = [
  {
    name: "init",
    args: [{ ...source, optional: true }],
    text: "set up a connection: asks for a source and its config, checks it, writes the config file",
    options: [
      { flags: "--name <connection>", text: "name of the connection (default: the connector's name without source-)" },
      {
        flags: "--set <path=value>",
        text: "one value of the connector's config; env:NAME refers to the environment; may be repeated",
        repeats: true,
      },
      environment,
      { flags: "--streams <names>", text: "the streams to read, separated by commas (default: all)" },
      { flags: "--to <cache>", text: `where to keep the data (default: ${defaultCacheUrl})` },
      {
        flags: "--format <format>",
        text: "ts, js, yaml or json (default: ts where there is a package.json, else yaml)",
      },
      { flags: "--no-check", text: "do not ask the source whether it can connect" },
      { flags: "-y, --yes", text: "ask nothing: take defaults, and all streams" },
      project,
      offline,
      json,
      debug,
    ],
    notes: ["Secrets are kept in .env beside the config file; the config refers to them."],
    examples: [
      "airdock init",
      "airdock init source-github",
      "airdock init pypi:airbyte-source-github --yes --set credentials.personal_access_token=env:GITHUB_TOKEN",
    ],
    load: async () => (await import("./commands/init.ts")).init,
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
      {
        flags: "--allow-scripts",
        text: "let packages run code while they are installed: npm's install scripts, builds of Python source archives that a lock names",
      },
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
    args: [{ ...source, optional: true, repeats: true }],
    text: "ask a source, or all connections of the config file, whether it can connect",
    options: [...config, json, debug],
    examples: ["airdock check", "airdock check ./source-acme --config acme.yaml"],
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
      environment,
      { flags: "--catalog <file>", text: "the configured catalog (read)" },
      { flags: "--state <file>", text: "the state to go on from (read)" },
      project,
      offline,
      debug,
      { flags: "--debug-http", text: "of a manifest: each request and its answer as log messages, secrets redacted" },
    ],
    examples: ["airdock connector sample:shop spec"],
    load: async () => (await import("./commands/connector.ts")).connector,
  },
  {
    name: "doctor",
    args: [],
    text: "look at what works here, and what to install",
    options: [...from, offline, json, debug],
    examples: ["airdock doctor"],
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  {
    name: "completion",
    args: [{ name: "shell", text: "bash, zsh or fish", optional: true, choices: ["bash", "zsh", "fish"] }],
    text: "print a script that makes a shell complete airdock",
    options: [{ flags: "--connections", text: "print the names of the config file's connections" }, debug],
    examples: ["source <(airdock completion bash)", "airdock completion fish | source"],
    load: async () => (await import("./commands/completion.ts")).completion,
  },
];
