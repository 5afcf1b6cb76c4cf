import { expect, test } from "vitest";
import { findSecretPaths, findSecrets, withoutSecrets } from "./find-secrets.ts";

const specification = {
  type: "object",
  definitions: { secret: { type: "string", airbyte_secret: true } },
  properties: {
    host: { type: "string" },
    password: { type: "string", airbyte_secret: true },
    pin: { type: "integer", airbyte_secret: true },
    credentials: {
      oneOf: [
        { properties: { auth_type: { const: "key" }, key: { type: "string", airbyte_secret: true } } },
        {
          properties: {
            auth_type: { const: "oauth" },
            oauth: { type: "object", properties: { token: { airbyte_secret: true } } },
          },
        },
      ],
    },
    tokens: {
      type: "array",
      items: { type: "object", properties: { token: { type: "string", airbyte_secret: true } } },
    },
    referred: { $ref: "#/definitions/secret" },
    headers: { type: "object", additionalProperties: { type: "string", airbyte_secret: true } },
    whole: { type: "object", airbyte_secret: true },
    service_account: { type: "string", airbyte_secret: true },
  },
};

const config = {
  host: "db.example.com",
  password: "pass-word",
  pin: 123456,
  credentials: { auth_type: "oauth", key: "key-of-other-branch", oauth: { token: "oauth-token" } },
  tokens: [{ token: "first-token" }, { token: "second-token" }],
  referred: "referred-secret",
  headers: { "X-Key": "header-secret" },
  whole: { a: "inner-one", b: ["inner-two"] },
  service_account: JSON.stringify({
    client_email: "me@example.com",
    private_key: "-----BEGIN KEY-----\nline-of-the-private-key\n",
  }),
};

test("finds secrets wherever the spec marks them", () => {
  expect(findSecrets(specification, config)).toEqual(
    expect.arrayContaining([
      "pass-word",
      "123456",
      "key-of-other-branch",
      "oauth-token",
      "first-token",
      "second-token",
      "referred-secret",
      "header-secret",
      "inner-one",
      "inner-two",
      "line-of-the-private-key",
    ]),
  );
});

test("does not take anything else for one", () => {
  const secrets = findSecrets(specification, config);
  for (const text of ["db.example.com", "oauth", "me@example.com"]) expect(secrets).not.toContain(text);
});

test("names their paths", () => {
  expect(findSecretPaths(specification, config)).toContainEqual(["tokens", "1", "token"]);
});

test("leaves a config without their values", () => {
  const bare = JSON.stringify(withoutSecrets(specification, config));
  for (const secret of findSecrets(specification, config)) expect(bare).not.toContain(secret);
  expect(withoutSecrets(specification, config)).toMatchObject({
    host: "db.example.com",
    tokens: [{ token: "****" }, { token: "****" }],
  });
});

test("bears a spec that refers to itself", () => {
  expect(findSecrets({ properties: { a: { $ref: "#/properties/a" } } }, { a: "text" })).toEqual([]);
});
