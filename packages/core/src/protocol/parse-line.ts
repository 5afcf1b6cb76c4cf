import type { JsonObject, JsonValue } from "./json.ts";
import { isJsonObject, objectMember, stringMember } from "./member.ts";
import type { LogLevel, Message } from "./message.ts";
import { parseCatalog } from "./parse-catalog.ts";
import { parseLoose } from "./parse-loose.ts";
import { parseSpec } from "./parse-spec.ts";
import { parseState } from "./parse-state.ts";
import { parseTrace } from "./parse-trace.ts";

const excerptLength = 2000;

/**
 * The message in a line that the record scanner left. What is no message of the protocol, or of a type that nobody knows,
 * is `noise`, as the protocol says; a line that says of itself to be a RECORD and cannot be read is `rejected`.
 * Throws PROTOCOL_VIOLATED for a CATALOG or SPEC that cannot be used.
 */
export function parseLine(text: string): Message {
  const line = parseObject(text);
  const message = line === undefined ? undefined : parseMessage(line, text);
  if (message !== undefined) return message;
  if (!/"type"\s*:\s*"RECORD"/.test(text)) return { kind: "noise", text };
  return { kind: "rejected", reason: "broken-json", excerpt: text.slice(0, excerptLength) };
}

function parseObject(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: JsonValue = parseLoose(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseMessage(line: JsonObject, text: string): Message | undefined {
  const parser = parsers.get(stringMember(line, "type") ?? "");
  const payload = parser && objectMember(line, parser.field);
  return payload && parser.parse(payload, text);
}

/** The payload of each type of message: where it is, and what is made of it. */
const parsers = new Map<
  string,
  { readonly field: string; readonly parse: (payload: JsonObject, text: string) => Message | undefined }
>([
  ["STATE", { field: "state", parse: parseStateMessage }],
  ["TRACE", { field: "trace", parse: parseTraceMessage }],
  ["LOG", { field: "log", parse: parseLog }],
  ["SPEC", { field: "spec", parse: (payload) => ({ kind: "spec", spec: parseSpec(payload) }) }],
  ["CATALOG", { field: "catalog", parse: (payload) => ({ kind: "catalog", catalog: parseCatalog(payload) }) }],
  ["CONNECTION_STATUS", { field: "connectionStatus", parse: parseStatus }],
  ["CONTROL", { field: "control", parse: parseControl }],
]);

function parseStateMessage(payload: JsonObject, text: string): Message | undefined {
  const state = parseState(payload, text);
  return state && { kind: "state", state };
}

function parseTraceMessage(payload: JsonObject): Message | undefined {
  const trace = parseTrace(payload);
  return trace && { kind: "trace", trace };
}

const levels: readonly LogLevel[] = ["FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

function parseLog(payload: JsonObject): Message | undefined {
  const message = stringMember(payload, "message");
  const stackTrace = stringMember(payload, "stack_trace");
  if (message === undefined) return undefined;
  const level = levels.find((known) => known === payload["level"]) ?? "INFO";
  return { kind: "log", level, message, ...(stackTrace === undefined ? {} : { stackTrace }) };
}

function parseStatus(payload: JsonObject): Message | undefined {
  const status = stringMember(payload, "status");
  const message = stringMember(payload, "message");
  if (status !== "SUCCEEDED" && status !== "FAILED") return undefined;
  return { kind: "status", succeeded: status === "SUCCEEDED", ...(message === undefined ? {} : { message }) };
}

function parseControl(payload: JsonObject): Message | undefined {
  const config = objectMember(objectMember(payload, "connectorConfig"), "config");
  return payload["type"] === "CONNECTOR_CONFIG" && config !== undefined ? { kind: "control", config } : undefined;
}
