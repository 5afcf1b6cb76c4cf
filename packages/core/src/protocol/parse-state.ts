import type { JsonObject } from "./json.ts";
import { arrayMember, isJsonObject, numberMember, objectMember, streamMember, stringMember } from "./member.ts";
import type { StateMessage, StateType } from "./state.ts";
import type { StreamKey } from "./stream.ts";

/**
 * The state that the payload of a STATE message holds; undefined when it holds none. A payload that names no type (the
 * protocol: LEGACY) is told by its content, since sources exist that leave the type out.
 */
export function parseState(payload: JsonObject, text: string): StateMessage | undefined {
  const recordCount = numberMember(objectMember(payload, "sourceStats"), "recordCount");
  const stats = recordCount === undefined ? {} : { recordCount };
  switch (stateType(payload)) {
    case "STREAM": {
      const state = objectMember(payload, "stream");
      const stream = streamMember(state);
      if (stream === undefined) return undefined;
      const isReset = (state?.["stream_state"] ?? null) === null;
      return { type: "STREAM", stream, text, ...(isReset ? { reset: true } : {}), ...stats };
    }
    case "GLOBAL": {
      const global = objectMember(payload, "global");
      return global === undefined ? undefined : { type: "GLOBAL", streams: globalStreams(global), text, ...stats };
    }
    case "LEGACY":
      return isJsonObject(payload["data"]) ? { type: "LEGACY", text, ...stats } : undefined;
  }
}

function stateType(payload: JsonObject): StateType {
  const type = stringMember(payload, "type");
  if (type === "STREAM" || type === "GLOBAL" || type === "LEGACY") return type;
  if (objectMember(payload, "stream") !== undefined) return "STREAM";
  return objectMember(payload, "global") === undefined ? "LEGACY" : "GLOBAL";
}

function globalStreams(global: JsonObject): StreamKey[] {
  const states = arrayMember(global, "stream_states") ?? [];
  return states.flatMap((state) => (isJsonObject(state) ? (streamMember(state) ?? []) : []));
}
