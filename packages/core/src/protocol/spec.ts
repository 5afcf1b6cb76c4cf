import type { JsonObject } from "./json.ts";

/** What `spec` answers (ConnectorSpecification). Unknown fields are kept. */
export interface ConnectorSpec {
  /** JSON Schema (draft 7) of the config; `airbyte_secret: true` marks secrets. */
  readonly connectionSpecification: JsonObject;
  readonly documentationUrl?: string;
  readonly changelogUrl?: string;
  readonly protocol_version?: string;
  readonly advanced_auth?: JsonObject;
}
