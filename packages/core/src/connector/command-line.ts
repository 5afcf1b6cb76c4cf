import type { ConnectorCommand } from "./connector-runner.ts";

/** The arguments a command is handed as files, by name. */
export type InputName = "config" | "catalog" | "state";

/** The texts a command needs as files. */
export function inputTexts(command: ConnectorCommand): ReadonlyMap<InputName, string> {
  const texts = new Map<InputName, string>();
  if ("config" in command) texts.set("config", command.config);
  if ("catalog" in command) texts.set("catalog", command.catalog);
  if ("state" in command && command.state !== undefined) texts.set("state", command.state);
  return texts;
}

/** The arguments of a command, as every Airbyte connector takes them: `read --config F --catalog F --state F`. */
export function commandLine(command: ConnectorCommand, files: ReadonlyMap<InputName, string>): string[] {
  return [command.kind, ...[...files].flatMap(([name, path]) => [`--${name}`, path])];
}
