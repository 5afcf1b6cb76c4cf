import { readFileSync } from "node:fs";
import { catalog, connectionStatus, spec } from "./message.mjs";
import { print, printError, printMessage } from "./print.mjs";

/**
 * Runs the command in argv with what the connector says about itself. Each part may be left out:
 * `properties` (JSON Schema of the config's fields), `required`, `streams` (list, or a function of the config),
 * and `spec`, `check`, `discover`, `read`: functions which get `{ config, catalog, state, files }`
 * and return messages, or raw lines, to print (an iterable, async or not) or print for themselves.
 */
export async function runConnector(connector, argv = process.argv.slice(2)) {
  const command = argv[0];
  const commands = { ...defaultCommands(connector), ...connector };
  if (!["spec", "check", "discover", "read"].includes(command)) {
    printError(`usage: spec | check | discover | read, got: ${command}\n`);
    process.exit(2);
  }
  const answer = await commands[command](readInput(argv));
  for await (const line of answer ?? []) printLine(line);
}

/** Prints a message as a line of JSON, a string as it is with a line end, bytes as they are. */
export function printLine(line) {
  if (typeof line === "string") print(`${line}\n`);
  else if (line instanceof Uint8Array) print(line);
  else printMessage(line);
}

/** The parsed files of a command: `{ argv, files, config, catalog, state }`. */
export function readInput(argv) {
  const files = Object.fromEntries(["config", "catalog", "state"].map((name) => [name, argumentOf(argv, name)]));
  const parsed = Object.entries(files).map(([name, file]) => [name, file && JSON.parse(readFileSync(file, "utf8"))]);
  return { argv, files, ...Object.fromEntries(parsed) };
}

function argumentOf(argv, name) {
  const index = argv.indexOf(`--${name}`);
  return index < 0 ? undefined : argv[index + 1];
}

function defaultCommands(connector) {
  const streamsOf = typeof connector.streams === "function" ? connector.streams : () => connector.streams ?? [];
  const schema = {
    type: "object",
    properties: connector.properties ?? {},
    ...(connector.required && { required: connector.required }),
  };
  return {
    spec: () => [spec({ $schema: "http://json-schema.org/draft-07/schema#", ...schema })],
    check: () => [connectionStatus("SUCCEEDED")],
    discover: ({ config }) => [catalog(streamsOf(config))],
    read: () => [],
  };
}
