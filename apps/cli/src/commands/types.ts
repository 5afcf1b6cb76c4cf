import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AirdockError, type Cache, isAirdockError, type StoredConnection, streamLabel } from "@airdock/core";
import { chooseCache } from "../choose-cache.ts";
import type { Command, CommandInput } from "../command.ts";
import type { LookFlags } from "../open-cache.ts";
import { openProject, type Project } from "../open-project.ts";
import { openTarget } from "../open-source.ts";
import { countThings } from "../render-count.ts";
import { findTarget } from "../source-target.ts";
import { discoverTables } from "../types/discover-tables.ts";
import { ownTypeNames } from "../types/name-types.ts";
import { printConfigs, type TypedSource } from "../types/print-configs.ts";
import { printTables, type TypedTable } from "../types/print-tables.ts";

/** The flags of `airdock types`. */
export interface TypesFlags extends LookFlags {
  readonly output?: string;
  readonly offline?: boolean;
}

/** `airdock types`: TypeScript types of what the cache has, of what connections that were never synced will bring, and of their configs. */
export const types: Command<TypesFlags> = async (input) => {
  const { args, options, terminal } = input;
  const project = await openProject(options, terminal);
  const stored = await readStored(project, input);
  const wanted =
    args.length > 0
      ? args
      : [...new Set([...stored.map(({ connection }) => connection), ...(project.config?.names ?? [])])];
  if (wanted.length === 0)
    throw new AirdockError("There is nothing to write types of.", {
      code: "NOT_IN_CACHE",
      hint: "Sync a source first, or name one: airdock types SOURCE",
    });
  const tables: TypedTable[] = [];
  for (const name of wanted) {
    const known = stored.filter(({ connection }) => connection === name);
    tables.push(...(known.length > 0 ? known : await discoverOrWarn(name, project, input)));
  }
  const taken = new Set(ownTypeNames);
  const text = [HEAD, printTables(tables, taken), printConfigs(await describeSources(project, input), taken)]
    .filter((part) => part !== "")
    .join("\n");
  if (options.output === undefined) await terminal.exact(text);
  else {
    await writeTypes(resolve(terminal.cwd, options.output), text, options.output);
    terminal.err(`types of ${countThings(tables.length, "table")} in ${options.output}`);
  }
  return 0;
};

const HEAD = "// Written by `airdock types`. What is changed here is lost when it is written anew.\n";

async function readStored(
  project: Project,
  { options, terminal, signal }: CommandInput<TypesFlags>,
): Promise<TypedTable[]> {
  await using cache = await chooseCache(options.from, project, terminal).load();
  try {
    await cache.open({ access: "read", signal });
  } catch (error) {
    if (isAirdockError(error) && error.code === "NOT_IN_CACHE" && options.from === undefined) return [];
    throw error;
  }
  const connections = await cache.connections({ signal });
  return connections.flatMap((connection) => connection.streams.map((stream) => describe(cache, connection, stream)));
}

function describe(
  { supports }: Cache,
  connection: StoredConnection,
  stream: StoredConnection["streams"][number],
): TypedTable {
  const { schema, name } = stream.table;
  return {
    connection: connection.name,
    stream: streamLabel(stream.stream),
    table: schema === undefined ? name : `${schema}.${name}`,
    columns: stream.columns,
    jsonSchema: stream.jsonSchema,
    exactNumbers: supports.exactNumbers,
  };
}

/** Of a connection that was not asked for by name, what cannot be discovered is left out, and told of. */
async function discoverOrWarn(word: string, project: Project, input: CommandInput<TypesFlags>): Promise<TypedTable[]> {
  try {
    return await discover(word, project, input);
  } catch (error) {
    if (input.args.length > 0 || !isAirdockError(error) || input.signal.aborted) throw error;
    input.terminal.err(`${input.terminal.style("yellow", "!")} no types of ${word}: ${error.message}`);
    return [];
  }
}

async function discover(
  word: string,
  project: Project,
  { options, terminal, signal }: CommandInput<TypesFlags>,
): Promise<TypedTable[]> {
  const target = findTarget(word, project);
  const source = await openTarget(target, options.offline === true ? { offline: true } : {}, terminal, signal);
  return discoverTables(source, target.connection ?? source.name, signal);
}

/** The sources of the config file; one that cannot be asked is left out, and told of. */
async function describeSources(
  project: Project,
  { terminal, signal }: CommandInput<TypesFlags>,
): Promise<TypedSource[]> {
  const { config } = project;
  const found = new Map<string, TypedSource>();
  for (const name of config?.names ?? []) {
    const target = { ...findTarget(name, project), readConfig: () => ({}), textPaths: () => [] };
    const reference = config?.reference(name) ?? target.reference;
    if (found.has(reference)) continue;
    try {
      const source = await openTarget(target, {}, terminal, signal);
      found.set(reference, { reference, specification: (await source.spec({ signal })).connectionSpecification });
    } catch (error) {
      if (!isAirdockError(error) || signal.aborted) throw error;
      terminal.err(`${terminal.style("yellow", "!")} no config type of ${reference}: ${error.message}`);
    }
  }
  return [...found.values()];
}

async function writeTypes(path: string, text: string, name: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new AirdockError(`The file ${name} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check the path after --output.",
    });
  }
}
