import { expect, test } from "vitest";
import { parseExact } from "../protocol/exact-json.ts";
import type { JsonObject } from "../protocol/json.ts";
import { findSecrets } from "./find-secrets.ts";
import { judgeConfig, validateConfig } from "./validate-config.ts";

const specification = {
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["account", "credentials"],
  additionalProperties: false,
  properties: {
    account: { type: "string", pattern: "^[a-z]+$", pattern_descriptor: "lower-case letters" },
    count: { type: "integer", minimum: 1 },
    project: { type: "string", examples: ["acme/site", "acme/api"] },
    region: { type: "string", enum: ["europe", "america"] },
    token: { type: "string", airbyte_secret: true, pattern: "^t-" },
    start: { type: "string", format: "date-time", examples: ["2020-01-01T00:00:00Z"], order: 3 },
    odd: { type: "string", pattern: "^\\d+\\Z" },
    streams: { type: "array", items: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
    credentials: {
      type: "object",
      oneOf: [
        {
          title: "Key",
          required: ["auth_type", "key"],
          properties: { auth_type: { const: "key" }, key: { type: "string" } },
        },
        {
          title: "OAuth",
          required: ["auth_type", "client"],
          properties: { auth_type: { const: "oauth" }, client: { type: "string" } },
        },
      ],
    },
  },
};

const good = { account: "acme", credentials: { auth_type: "key", key: "k" } };

/** What is wrong with a config made of a good one and these changes. */
const cases: readonly (readonly [string, JsonObject, readonly string[]])[] = [
  ["nothing", {}, []],
  ["a missing key", { account: undefined as unknown as string }, ["account is required and missing"]],
  ["a type", { count: "7" }, ['count is the string "7", expected an integer']],
  ["a type, with an example", { project: 7 }, ['project is the number 7, expected a string, for example "acme/site"']],
  ["a bound", { count: 0 }, ["count must be >= 1"]],
  ["a pattern", { account: "ACME" }, ['account is the string "ACME", expected lower-case letters']],
  [
    "a choice",
    { region: "Europa" },
    ['region is the string "Europa", expected one of "europe", "america"; did you mean "europe"?'],
  ],
  ["an unknown key", { acount: "x" }, ["acount is not a known key; did you mean account?"]],
  ["a key nobody can guess", { zzz: 1 }, ["zzz is not a known key"]],
  ["a nested place", { streams: [{ name: "a" }, {}] }, ["streams[1].name is required and missing"]],
  [
    "the branch that was meant",
    { credentials: { auth_type: "oauth" } },
    ["credentials.client is required and missing"],
  ],
  [
    "an unknown branch",
    { credentials: { auth_type: "oath" } },
    ['credentials.auth_type is the string "oath", expected one of "key", "oauth"; did you mean "oauth"?'],
  ],
  ["no branch", { credentials: {} }, ["credentials.auth_type is required and missing"]],
  ["a secret, unseen", { token: "my-secret" }, ["token is a string, expected the pattern ^t-"]],
  ["nothing about formats, which connectors do not judge either", { start: "yesterday" }, []],
  ["nothing about patterns of Python", { odd: "abc" }, []],
  ["nothing about keys the connector's framework takes out", { _limit: 5 }, []],
];

test.each(cases)("finds %s", async (_name, changes, expected) => {
  const config = JSON.parse(JSON.stringify({ ...good, ...changes })) as JsonObject;
  const findings = await validateConfig(specification, config);
  expect(findings.map(({ path, message }) => `${path} ${message}`)).toEqual(expected);
});

test("judges numbers that no double holds as numbers", async () => {
  const config = parseExact(
    '{"account": "acme", "credentials": {"auth_type": "key", "key": "k"}, "count": 12345678901234567890}',
  );
  expect(await validateConfig(specification, config as JsonObject)).toEqual([]);
});

test("finds nothing by a spec that cannot be understood", async () => {
  expect(await validateConfig({ type: "nonsense", properties: { a: { $ref: "#/nowhere" } } }, { a: 1 })).toEqual([]);
});

const doubled = (count: number, last: JsonObject): JsonObject => {
  const branches = Array.from({ length: count }, (_, index) => {
    const next = { $ref: `#/definitions/d${index + 1}` };
    return [`d${index}`, { allOf: [next, next] }] as const;
  });
  return { definitions: { ...Object.fromEntries(branches), [`d${count}`]: last } };
};

const endless: [string, JsonObject, JsonObject][] = [
  ["a pattern that tries for ever", { properties: { k: { pattern: "^(a+)+$" } } }, { k: `${"a".repeat(60)}!` }],
  [
    "a pattern for the names of keys",
    { patternProperties: { "^(a|aa)+$": { type: "integer" } }, type: "object" },
    { [`${"a".repeat(90)}!`]: 1 },
  ],
  [
    "references that double",
    { ...doubled(40, { type: "object" }), properties: { k: { $ref: "#/definitions/d0" } } },
    { k: { a: 1 } },
  ],
  [
    "references that double, each with an error",
    { ...doubled(40, { type: "string" }), properties: { k: { $ref: "#/definitions/d0" } } },
    { k: { a: 1 } },
  ],
];

test.each(endless)("ends a comparison by %s", async (_name, schema, config) => {
  const begin = performance.now();
  expect(await judgeConfig(schema, config)).toEqual({ findings: [], isTimedOut: true });
  expect(performance.now() - begin).toBeLessThan(15_000);
});

test("finds secrets behind references that double", () => {
  const schema = {
    ...doubled(40, { airbyte_secret: true }),
    properties: { k: { $ref: "#/definitions/d0" } },
  };
  expect(findSecrets(schema, { k: "hidden" })).toEqual(["hidden"]);
});
