import { catalog } from "./catalog.ts";
import type { Command } from "./command-line.ts";
import { configErrorMessage, type Message } from "./message.ts";
import type { Page } from "./page.ts";
import { readJsonFile } from "./read-json-file.ts";
import { parseConfiguredStreams } from "./read/configured-stream.ts";
import { readStreams } from "./read/read-streams.ts";
import { parseStates } from "./read/parse-states.ts";
import { parseShopConfig } from "./shop-config.ts";
import { ConfigError } from "./config-error.ts";
import { spec } from "./spec.ts";

/** Yields what a command prints, page by page. Throws `UsageError` only; a wrong config is part of the answer. */
export function* runCommand(command: Command): Generator<Page> {
  try {
    yield* answerCommand(command);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (command.name === "check") yield { messages: [connectionStatus("FAILED", error.message)] };
    else yield { messages: [configErrorMessage(error.message)], failed: true };
  }
}

function* answerCommand(command: Command): Generator<Page> {
  if (command.name === "spec") return yield { messages: [spec] };
  const config = parseShopConfig(readJsonFile(command.config, "config"));
  if (command.name === "check") return yield { messages: [connectionStatus("SUCCEEDED")] };
  if (command.name === "discover") return yield { messages: [catalog] };
  const streams = parseConfiguredStreams(readJsonFile(command.catalog, "catalog"));
  const states = parseStates(command.state === undefined ? [] : readJsonFile(command.state, "state"));
  yield* readStreams(streams, states, config);
}

function connectionStatus(status: "SUCCEEDED" | "FAILED", message?: string): Message {
  return { type: "CONNECTION_STATUS", connectionStatus: message === undefined ? { status } : { status, message } };
}
