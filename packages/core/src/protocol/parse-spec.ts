import { AirdockError } from "../error/airdock-error.ts";
import type { JsonObject } from "./json.ts";
import { objectMember } from "./member.ts";
import type { ConnectorSpec } from "./spec.ts";

const textFields = new Set(["documentationUrl", "changelogUrl", "protocol_version"]);

/**
 * The spec that the payload of a SPEC message holds. Fields of a wrong type are left out, unknown ones kept. Throws
 * PROTOCOL_VIOLATED when there is no `connectionSpecification`.
 */
export function parseSpec(payload: JsonObject): ConnectorSpec {
  const connectionSpecification = objectMember(payload, "connectionSpecification");
  if (connectionSpecification === undefined) {
    throw new AirdockError(
      "The connector's answer is not what the protocol says: the spec has no connectionSpecification.",
      {
        code: "PROTOCOL_VIOLATED",
        hint: "This is a fault of the connector: try another version of it, or report it to its authors.",
      },
    );
  }
  const usable = Object.entries(payload).filter(([key, value]) => {
    if (key === "advanced_auth") return objectMember(payload, key) !== undefined;
    return !textFields.has(key) || typeof value === "string";
  });
  return { ...Object.fromEntries(usable), connectionSpecification };
}
