import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  AirdockError,
  type Cache,
  decodeText,
  nearestName,
  splitNames,
  type StoredConnection,
  type StoredState,
  replaceTokens,
  stateValueText,
  streamId,
  streamLabel,
} from "@airdock/core";
import { chooseCache } from "../choose-cache.ts";
import type { Command, CommandInput } from "../command.ts";
import { findConnection } from "../find-connection.ts";
import { type LookFlags, openCache, openLookedAt } from "../open-cache.ts";
import { openProject } from "../open-project.ts";
import { openTarget } from "../open-source.ts";
import { countThings } from "../render-count.ts";
import { renderTable } from "../render-table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { findTarget } from "../source-target.ts";
import { type ConnectionIdentity, editConnection } from "../state/edit-connection.ts";
import { parseStates } from "../state/parse-states.ts";

/** The flags of `airdock state`. */
export interface StateFlags extends LookFlags {
  readonly output?: string;
  readonly streams?: string;
  readonly keep?: boolean;
}

type StateAction = (input: CommandInput<StateFlags>) => Promise<number>;

const ACTIONS: Record<string, StateAction> = {
  show: showStates,
  export: exportStates,
  import: importStates,
  reset: resetStates,
};

/** `airdock state`: shows, exports, imports and resets what a source goes on from. */
export const state: Command<StateFlags> = async (input) => {
  const [action = "show"] = input.args;
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (run !== undefined) return run(input);
  const nearest = nearestName(action, Object.keys(ACTIONS));
  throw new AirdockError(`There is no airdock state ${action}.`, {
    code: "USAGE",
    hint: nearest === undefined ? "Choose one of show, export, import, reset." : `Did you mean ${nearest}?`,
  });
};

async function showStates({ args, options, terminal, signal }: CommandInput<StateFlags>): Promise<number> {
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const named =
    args[1] === undefined ? await cache.connections({ signal }) : [await findConnection(cache, args[1], signal)];
  const found = await Promise.all(
    named.map(async ({ name }) => ({ name, states: await cache.states(name, { signal }) })),
  );
  const rows = found.flatMap(({ name, states }) => states.map((each) => describe(name, each, terminal)));
  if (options.json === true) {
    const documents = rows.map(
      ([connection, type, stream, value = "null"]) =>
        `{"connection":${JSON.stringify(connection)},"type":"${type}","stream":${JSON.stringify(stream || null)},"state":${value}}`,
    );
    await terminal.json(`[${documents.join(",")}]\n`);
  } else
    await terminal.out(rows.length === 0 ? "no states yet\n" : `${renderTable(COLUMNS, rows, terminal.outColumns)}\n`);
  return 0;
}

const COLUMNS = [
  { title: "connection" },
  { title: "type" },
  { title: "stream" },
  { title: "state", wraps: true },
] as const;

function describe(connection: string, state: StoredState, terminal: Terminal): string[] {
  const { type, stream } = state;
  return [connection, type, stream === undefined ? "" : streamLabel(stream), printState(state, terminal)];
}

/** The state as valid JSON: a source may have written what is none, and gets that back as it was. */
function printState({ stream, text }: StoredState, terminal: Terminal): string {
  const value = stateValueText(text);
  const valid = replaceTokens(value);
  if (valid !== value)
    terminal.err(
      `The state${stream === undefined ? "" : ` of ${streamLabel(stream)}`} holds NaN or Infinity, which JSON has not: null stands for it here. The source still gets the state as it wrote it.`,
    );
  return valid;
}

async function exportStates({ args, options, terminal, signal }: CommandInput<StateFlags>): Promise<number> {
  await using cache = await openCache(options, terminal, { access: "read", signal });
  const output = options.output ?? args[2];
  const { name } = await findConnection(cache, args[1], signal);
  const states = await cache.states(name, { signal });
  const text = states.length === 0 ? "[]\n" : `[\n${states.map((each) => printState(each, terminal)).join(",\n")}\n]\n`;
  if (output === undefined || output === "-") await terminal.json(text);
  else {
    await writeState(resolve(terminal.cwd, output), text, output);
    terminal.err(`${countThings(states.length, "state")} of ${name} in ${output}`);
  }
  return 0;
}

async function importStates(input: CommandInput<StateFlags>): Promise<number> {
  const { args, options, terminal, signal } = input;
  const [, name, file] = args;
  if (name === undefined || file === undefined)
    throw usage("A state is imported into a connection from a file.", "airdock state import CONNECTION FILE");
  const states = parseStates(await readState(file, input));
  await using cache = await openForWriting(options, input);
  const identity = await identifyConnection(cache, name, input);
  await editConnection(cache, identity, signal, (run) => run.setStates(states, { signal }));
  terminal.err(
    `${terminal.style(["bold", "green"], "✔")} ${countThings(states.length, "state")} imported into ${name}; the next sync goes on from there`,
  );
  return 0;
}

async function resetStates(input: CommandInput<StateFlags>): Promise<number> {
  const { args, options, terminal, signal } = input;
  await using cache = await openForWriting(options, input);
  await cache.open({ access: "write", signal });
  const connection = await findConnection(cache, args[1], signal);
  const chosen = chooseStreams(connection, options.streams);
  const isLegacy = (await cache.states(connection.name, { signal })).some(({ type }) => type === "LEGACY");
  const streams = isLegacy ? connection.streams : chosen;
  const refresh = streams.map(({ stream }) => ({ stream, keep: options.keep === true }));
  const forget = isLegacy || chosen.length === connection.streams.length ? { forget: true } : {};
  await editConnection(
    cache,
    connection,
    signal,
    async (run) => void (await run.begin({ streams: [], refresh, ...forget }, { signal })),
  );
  terminal.err(
    `${terminal.style(["bold", "green"], "✔")} ${connection.name}: the next sync reads ${countThings(streams.length, "stream")} from the beginning${options.keep === true ? "" : "; rows of before go when it succeeds"}`,
  );
  return 0;
}

function chooseStreams({ name, streams }: StoredConnection, wish: string | undefined): StoredConnection["streams"] {
  if (wish === undefined) return streams;
  const labels = streams.map(({ stream }) => streamLabel(stream));
  const names = splitNames(wish, ",", new Set(labels));
  const unknown = names.find((each) => !labels.includes(each));
  if (unknown !== undefined)
    throw new AirdockError(`Connection ${name} has no stream ${unknown}.`, {
      code: "STREAM_UNKNOWN",
      hint: `There are: ${labels.join(", ")}.`,
    });
  const wanted = new Set(
    streams.filter(({ stream }) => names.includes(streamLabel(stream))).map(({ stream }) => streamId(stream)),
  );
  return streams.filter(({ stream }) => wanted.has(streamId(stream)));
}

/** As the cache knows it, else, before its first sync, as the config file has it. */
async function identifyConnection(
  cache: Cache,
  name: string,
  { options, terminal, signal }: CommandInput<StateFlags>,
): Promise<ConnectionIdentity> {
  await cache.open({ access: "write", signal });
  const stored = (await cache.connections({ signal })).find((connection) => connection.name === name);
  if (stored !== undefined) return stored;
  const project = await openProject(options, terminal);
  if (project.config?.names.includes(name) !== true) return findConnection(cache, name, signal);
  const source = await openTarget(findTarget(name, project), {}, terminal, signal);
  const { name: connector } = await source.install({ signal });
  return { name, connector, configHash: await source.configHash({ signal }) };
}

async function openForWriting(flags: StateFlags, { terminal }: CommandInput<StateFlags>): Promise<Cache> {
  return chooseCache(flags.from, await openLookedAt(flags, terminal), terminal).load();
}

async function readState(file: string, { terminal }: CommandInput<StateFlags>): Promise<string> {
  if (file === "-") return readInput(terminal.input);
  try {
    return decodeText(await readFile(resolve(terminal.cwd, file)));
  } catch (cause) {
    throw new AirdockError(`The file ${file} cannot be read.`, {
      code: "FILE_UNREADABLE",
      cause,
      hint: "Check the path.",
    });
  }
}

async function readInput(input: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function writeState(path: string, text: string, name: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new AirdockError(`The file ${name} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check the path.",
    });
  }
}

function usage(message: string, hint: string): AirdockError {
  return new AirdockError(message, { code: "USAGE", hint });
}
