import { ConfigError } from "../config-error.ts";

/** The names of the streams a configured catalog asks for. The sync mode makes no difference here: a state, where there is one, says where to go on. */
export function parseConfiguredStreams(input: unknown): string[] {
  const streams = isObject(input) ? input.streams : undefined;
  if (!Array.isArray(streams)) throw new ConfigError("The catalog has no list of streams.");
  return streams.map((entry: unknown) => {
    const name = isObject(entry) && isObject(entry.stream) ? entry.stream.name : undefined;
    if (typeof name !== "string") throw new ConfigError("A stream of the catalog has no name.");
    return name;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
