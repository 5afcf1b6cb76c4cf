import {
  AirdockError,
  type JsonObject,
  type JsonValue,
  parseExact,
  parseStateArgument,
  printExact,
  type StateMessage,
  type StoredState,
} from "@airdock/core";

/**
 * The states of an export: a list of protocol states as connectors take them for `--state`, byte for byte, or what Airbyte's platform shows
 * (its interface: `streamDescriptor` and `streamState`; its API: with `stateType` around). Throws CONFIG_INVALID.
 */
export function parseStates(text: string): StoredState[] {
  const value = parseOrThrow(text);
  const platform = readPlatform(value);
  const messages = parseStateArgument(platform === undefined ? text : printExact(platform));
  const states = messages.filter((message) => message !== undefined);
  if (states.length < messages.length) throw invalid(`Its entry ${messages.indexOf(undefined) + 1} is no state.`);
  if (new Set(states.map(({ type }) => type)).size > 1) throw invalid("It mixes states of different types.");
  return states.map(toStored);
}

function toStored(message: StateMessage): StoredState {
  const { type, text } = message;
  return { type, text, ...("stream" in message && message.stream !== undefined ? { stream: message.stream } : {}) };
}

function parseOrThrow(text: string): JsonValue {
  try {
    return parseExact(text);
  } catch (cause) {
    throw new AirdockError("The state is not valid JSON.", { code: "CONFIG_INVALID", cause, hint: HINT });
  }
}

/** Airbyte's platform in the protocol's words; undefined for what is in them already. */
function readPlatform(value: JsonValue): JsonValue | undefined {
  const entries = Array.isArray(value) ? value : asList(member(value, "streamState"));
  const streams = entries?.map(readStream);
  if (streams !== undefined && streams.length > 0 && streams.every((stream) => stream !== undefined))
    return streams.map((stream) => ({ type: "STREAM", stream }));
  const global = member(value, "globalState");
  if (isObject(global)) {
    const states =
      asList(global.streamStates)
        ?.map(readStream)
        .filter((stream) => stream !== undefined) ?? [];
    return [{ type: "GLOBAL", global: { shared_state: global.sharedState ?? null, stream_states: states } }];
  }
  const legacy = member(value, "state");
  return isObject(legacy) && member(value, "stateType") !== undefined ? [{ type: "LEGACY", data: legacy }] : undefined;
}

function readStream(entry: JsonValue): JsonObject | undefined {
  if (!isObject(entry) || !isObject(entry.streamDescriptor)) return undefined;
  return { stream_descriptor: entry.streamDescriptor, stream_state: entry.streamState ?? null };
}

function member(value: JsonValue, key: string): JsonValue | undefined {
  return isObject(value) ? value[key] : undefined;
}

function asList(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const HINT = "It is a list of states, as `airdock state export` and Airbyte's platform write it.";

function invalid(message: string): AirdockError {
  return new AirdockError(`The state cannot be used. ${message}`, { code: "CONFIG_INVALID", hint: HINT });
}
