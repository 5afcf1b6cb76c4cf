import { AirdockError } from "../error/airdock-error.ts";
import type { JsonValue } from "../protocol/json.ts";
import { type StreamKey, streamLabel } from "../protocol/stream.ts";
import type { PlannedStream } from "./planned-stream.ts";

/** Levels of a schema inside each other: more than any that was made by hand, and few enough for every part of a sync. */
const maxLevels = 500;

/** Properties of a schema: a table of as many columns takes minutes to make. */
const maxProperties = 10_000;

/** Why a stream cannot be read whatever the cache: what it declares is too deep or too wide, or its name is no text. Pure. */
export function judgeShape({ key, stream }: Pick<PlannedStream, "key" | "stream">): AirdockError | undefined {
  if (!hasUsableName(key)) {
    return refuse(key, "NAME_INVALID", "has a name that is no text: half a character, or NUL");
  }
  const { properties } = stream.json_schema;
  const width = typeof properties === "object" && properties !== null ? Object.keys(properties).length : 0;
  if (width > maxProperties)
    return refuse(key, "SCHEMA_TOO_LARGE", `declares ${width} properties, of which ${maxProperties} can be columns`);
  if (isDeeper(stream.json_schema, maxLevels))
    return refuse(key, "SCHEMA_TOO_LARGE", `has a schema of more than ${maxLevels} levels`);
  return undefined;
}

function hasUsableName({ name, namespace = "" }: StreamKey): boolean {
  return [name, namespace].every((part) => part.isWellFormed() && !part.includes("\0"));
}

/** Level by level: recursion would fail where the answer is yes. */
function isDeeper(schema: JsonValue, levels: number): boolean {
  let level: JsonValue[] = [schema];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

function refuse(key: StreamKey, code: "NAME_INVALID" | "SCHEMA_TOO_LARGE", what: string): AirdockError {
  const label = streamLabel(key);
  return new AirdockError(`The stream ${JSON.stringify(label)} ${what}: it is not read.`, {
    code,
    hint: "The other streams are. Leave this one out of the choice of streams, so that the sync counts as complete.",
    data: { stream: label },
  });
}
