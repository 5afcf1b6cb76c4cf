import { basename, relative, resolve } from "node:path";
import {
  AirdockError,
  type ConfigEntry,
  type ConfigObject,
  connectorName,
  env,
  installAdvice,
  parseSourceReference,
} from "@airdock/core";
import type { Command, CommandInput } from "../command.ts";
import { defaultCacheUrl } from "../default-cache-url.ts";
import { askConfig } from "../init/ask-config.ts";
import { askCache, keepCacheUrl } from "../init/ask-cache.ts";
import { chooseFormat } from "../init/choose-format.ts";
import { askName, chooseSource, freeName } from "../init/choose-source.ts";
import { keepVariables } from "../init/keep-variables.ts";
import type { Prompter } from "../init/prompter.ts";
import { createQuietPrompter } from "../init/quiet-prompter.ts";
import { readGivenConfig } from "../init/read-given-config.ts";
import { openTerminalPrompter } from "../init/terminal-prompter.ts";
import { tryConnection } from "../init/try-connection.ts";
import { type ConfigPlace, type NewConnection, writeConfig } from "../init/write-config.ts";
import { openProject, type Project, type ProjectFlags } from "../open-project.ts";
import { openTarget } from "../open-source.ts";
import { programName } from "../program-name.ts";
import { catalogueOf } from "./sources.ts";

/** The flags of `airdock init`: every answer can be one. */
export interface InitFlags extends ProjectFlags {
  readonly name?: string;
  readonly set?: readonly string[];
  readonly env?: readonly string[];
  readonly streams?: string;
  readonly to?: string;
  readonly format?: string;
  /** False with `--no-check`. */
  readonly check: boolean;
  readonly yes?: boolean;
  readonly offline?: boolean;
}

/** `airdock init`: asks for a source and what its spec wants, checks it, picks streams, and writes the config file. */
export const init: Command<InitFlags> = async (input) => {
  const { options, terminal, signal } = input;
  const project = await openProject(options, terminal);
  await chooseFormat(options.format, project.folder);
  const isAsking = options.yes !== true && options.json !== true && terminal.live && process.stdin.isTTY === true;
  const prompter = isAsking ? await openTerminalPrompter(signal) : createQuietPrompter(terminal);
  const variables = new Map<string, string>();
  const { connection, works } = await designConnection(input, { project, prompter, variables, isAsking });
  const place = await choosePlace(input, { project, prompter, variables, isAsking });
  const file = await writeConfig(connection, place);
  const ignored = [".env", ".airdock/", ...dataFile(place)];
  const written = [basename(file), ...(await keepVariables(project.folder, variables, ignored))];
  await report({ connection: connection.name, file, written }, { variables, works }, input);
  return 0;
};

interface Setting {
  readonly project: Project;
  readonly prompter: Prompter;
  /** Gathers what goes into `.env`. */
  readonly variables: Map<string, string>;
  readonly isAsking: boolean;
}

async function designConnection(
  { args, options, terminal, signal }: CommandInput<InitFlags>,
  { project, prompter, variables, isAsking }: Setting,
): Promise<{ readonly connection: NewConnection; readonly works: boolean }> {
  const named = args[0] ?? (isAsking ? await chooseSource(prompter, catalogueOf(options), signal) : noSource());
  const source = relocate(named, terminal.cwd, project.folder);
  const taken = project.config?.names ?? [];
  const own = connectorName(parseSourceReference(source));
  const name = options.name ?? (isAsking ? await askName(prompter, freeName(own, taken), taken) : own);
  if (taken.includes(name)) throw nameTaken(name, project);
  const target = { reference: named, project, connection: name, settings: {}, readConfig: () => ({}) };
  const flags = { ...(options.offline === true ? { offline: true } : {}), env: options.env ?? [] };
  const specification = await prompter.wait(`reading what ${source} can be configured with`, async (say) => {
    const opened = await openTarget(target, flags, { ...terminal, err: say }, signal);
    return (await opened.spec({ signal })).connectionSpecification;
  });
  const given = readGivenConfig(options.set ?? [], specification);
  const keepSecret = (path: readonly string[], value: string): ConfigEntry => {
    const variable = variableName(name, path);
    if (value !== "" || !variables.has(variable)) variables.set(variable, value);
    return env(variable);
  };
  for (let before: ConfigObject | undefined; ;) {
    const config = await askConfig(specification, { prompter, keepSecret, ...(before && { before }) }, given);
    before = config;
    const draft = { name, source, config, ...(options.env === undefined ? {} : { env: options.env }) };
    const trial = { ...draft, source: named, streams: options.streams };
    if (!options.check) return { connection: { ...draft, ...chosen(options.streams) }, works: true };
    const tried = await tryConnection(trial, { project, prompter, variables, isAsking, terminal, signal });
    if (tried !== "again") return { connection: { ...draft, ...chosen(tried.streams) }, works: tried.works };
  }
}

/** A path as the config file has it: relative to where that stands. */
function relocate(source: string, from: string, to: string): string {
  if (!/^\.{1,2}[/\\]/.test(source)) return source;
  const path = relative(to, resolve(from, source));
  return path.startsWith(".") ? path : `./${path}`;
}

/** Names that no catalog has taken apart stay one text, which the sync takes apart. */
function chosen(streams: string | readonly string[] | undefined): Pick<NewConnection, "streams"> {
  if (streams === undefined) return {};
  return { streams: typeof streams === "string" && !streams.includes(",") ? [streams.trim()] : streams };
}

async function choosePlace({ options }: CommandInput<InitFlags>, setting: Setting): Promise<ConfigPlace> {
  const { project, prompter, variables, isAsking } = setting;
  if (project.config !== undefined) return { file: project.config.path };
  const format = await chooseFormat(options.format, project.folder);
  const cache =
    options.to === undefined
      ? isAsking
        ? await askCache(prompter, variables)
        : defaultCacheUrl
      : keepCacheUrl(options.to, variables);
  return { folder: project.folder, format, cache };
}

/** The file of data that a new project makes, below its folder. */
function dataFile(place: ConfigPlace): string[] {
  if (!("cache" in place) || typeof place.cache !== "string") return [];
  const [, path] = /^(?:duckdb|sqlite):\.\/([^?]+)/.exec(place.cache) ?? [];
  return path === undefined || path.startsWith(".airdock/") ? [] : [path, `${path}.wal`];
}

function variableName(connection: string, path: readonly string[]): string {
  const words = [connection, path.at(-1) ?? "SECRET"].join("_");
  return words
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
}

async function report(
  facts: { readonly connection: string; readonly file: string; readonly written: readonly string[] },
  { variables, works }: { readonly variables: ReadonlyMap<string, string>; readonly works: boolean },
  { options, terminal }: CommandInput<InitFlags>,
): Promise<void> {
  if (options.json === true) await terminal.json(`${JSON.stringify({ ...facts, variables: [...variables.keys()] })}\n`);
  const empty = [...variables].filter(([, value]) => value === "").map(([name]) => name);
  const program = programName(terminal.env);
  const place = relative(terminal.cwd, facts.file) || facts.file;
  const lines = [
    `${terminal.style(["bold", "green"], "✔")} connection ${facts.connection} is in ${place}`,
    `  ${terminal.style("dim", "written:")} ${facts.written.join(", ")}`,
    ...(empty.length === 0 ? [] : [`  ${terminal.style("yellow", "!")} fill in ${empty.join(", ")} in .env`]),
    `  ${terminal.style("dim", "next:")} ${works ? "" : `correct its config in ${place}, then: `}${program} ${works ? "sync" : "check"} ${quote(facts.connection)}`,
    ...(facts.file.endsWith("ts")
      ? [`  ${terminal.style("dim", "for types in your editor:")} ${installAdvice("airdock", "--save-dev")}`]
      : []),
  ];
  terminal.err(lines.join("\n"));
}

/** A word for a shell. */
function quote(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function noSource(): never {
  throw new AirdockError("Which source? There is no terminal to ask on.", {
    code: "USAGE",
    hint: "Name it: airdock init source-github --set credentials.personal_access_token=env:GITHUB_TOKEN",
  });
}

function nameTaken(name: string, { config }: Project): AirdockError {
  return new AirdockError(`${basename(config?.path ?? "")} has a connection ${name} already.`, {
    code: "USAGE",
    hint: "Give this one another name: --name NAME.",
  });
}
