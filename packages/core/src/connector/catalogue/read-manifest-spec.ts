import { isObject } from "../../config/is-object.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { ConnectorSpec } from "../../protocol/spec.ts";
import type { ConnectorSession } from "../connector-runner.ts";

/** A `$ref` may lead to another one; this many times, so that a circle ends. */
const deepest = 50;

/** The spec that stands in a manifest, its references resolved; undefined when there is none. */
export async function readManifestSpec(manifest: string): Promise<ConnectorSpec | undefined> {
  const { parse } = await import("yaml");
  const document = parse(manifest) as JsonValue;
  if (!isObject(document)) return undefined;
  const spec = resolveReferences(document["spec"] ?? null, document, 0);
  const schema = isObject(spec) ? spec["connection_specification"] : undefined;
  if (!isObject(spec) || !isObject(schema)) return undefined;
  const documentationUrl = spec["documentation_url"];
  return {
    connectionSpecification: schema,
    ...(typeof documentationUrl === "string" ? { documentationUrl } : {}),
  };
}

/** A connector that has said its spec. */
export function printSpec(spec: ConnectorSpec): ConnectorSession {
  const line = Buffer.from(`${JSON.stringify({ type: "SPEC", spec })}\n`);
  return {
    stdout: (async function* () {
      yield line;
    })(),
    stderr: (async function* () {})(),
    exited: Promise.resolve({ exitCode: 0, stopped: false }),
    stop: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

function resolveReferences(value: JsonValue, document: JsonObject, depth: number): JsonValue {
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, document, depth + 1));
  if (!isObject(value)) return typeof value === "string" ? resolveText(value, document, depth) : value;
  const { $ref, ...own } = value;
  const target = typeof $ref === "string" ? resolveReferences($ref, document, depth + 1) : {};
  const entries = Object.entries(own).map(([key, item]) => [key, resolveReferences(item, document, depth + 1)]);
  return { ...(isObject(target) ? target : {}), ...Object.fromEntries(entries) };
}

/** A text of the form `#/definitions/x` stands for what is there, as everywhere in manifests. */
function resolveText(text: string, document: JsonObject, depth: number): JsonValue {
  if (!text.startsWith("#/")) return text;
  let found: JsonValue | undefined = document;
  for (const key of text.slice(2).split("/")) found = isObject(found) ? found[key] : undefined;
  return found === undefined ? text : resolveReferences(found, document, depth + 1);
}
