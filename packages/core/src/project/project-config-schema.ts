import type { JsonObject } from "../protocol/json.ts";

const text: JsonObject = { type: "string", minLength: 1 };
const writeMode: JsonObject = { enum: ["auto", "append", "replace", "merge"] };

const streamOptions: JsonObject = {
  type: "object",
  description: "How the stream is read and written.",
  additionalProperties: false,
  properties: {
    mode: { ...writeMode, description: "merge by key and cursor, append by cursor, or replace. Default: auto." },
    key: {
      description: "The primary key: a field, several, or paths.",
      type: ["string", "array"],
      items: { type: ["string", "array"], items: text },
      examples: ["id"],
    },
    cursor: {
      description: "The field that tells what is new, or a path.",
      type: ["string", "array"],
      items: text,
      examples: ["updated_at"],
    },
    columns: {
      description: "Column types of your choice, by field.",
      type: "object",
      additionalProperties: text,
      examples: [{ amount: "decimal(38,9)" }],
    },
    undeclared: { enum: ["add", "ignore"], description: "Fields the schema does not declare. Default: add." },
    onTypeChange: { enum: ["widen", "null", "stop"], description: "A field of another type. Default: widen." },
    deletes: { enum: ["hard", "soft"], description: "What the source deletes. Default: hard." },
    trailing: { enum: ["keep", "discard"], description: "Rows after the last state. Default: keep." },
  },
};

const connection: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["source"],
  properties: {
    source: {
      ...text,
      description: "Which connector: a name, a path, pypi:…, npm:…, docker:…",
      examples: ["source-github"],
    },
    config: {
      description: "The connector's config, or a file that has it.",
      type: ["object", "string"],
      examples: [{ count: 1000 }],
    },
    env: {
      description:
        "Variables of the environment that the connector gets beside the usual ones (PATH, HOME, proxies …).",
      type: "array",
      items: text,
      examples: [["AWS_PROFILE"]],
    },
    streams: {
      description:
        "Which streams, and how; left out: all. The name * sets defaults. A text lists names with commas between them.",
      type: ["string", "array", "object"],
      items: text,
      additionalProperties: streamOptions,
      examples: [["users", "orders"]],
    },
    writeMode: { ...writeMode, description: "The write mode of streams that name none." },
    stallAfter: {
      type: "number",
      exclusiveMinimum: 0,
      description: "Seconds without any sign of life after which the connector counts as hung. Default: 3600.",
      examples: [600],
    },
    checkpointEvery: {
      ...text,
      description:
        "When rows become visible while a sync goes on: at the first state after so many rows, or so much time. Default: 250000rows,10s.",
      examples: ["10000rows,30s"],
    },
  },
};

/** The JSON Schema of the config file, as editors get it. */
export const projectConfigSchema: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "The config file of an Airdock project",
  type: "object",
  additionalProperties: false,
  required: ["connections"],
  properties: {
    $schema: { type: "string" },
    cache: { ...text, description: "Where the data goes.", examples: ["duckdb:./warehouse.duckdb"] },
    parallel: {
      type: "integer",
      minimum: 1,
      description: "How many connections are synced at a time. Default: 2.",
      examples: [2],
    },
    connections: {
      type: "object",
      description: "The connections, by the name of their tables.",
      additionalProperties: connection,
      examples: [{ shop: { source: "sample:shop" } }],
    },
  },
};
