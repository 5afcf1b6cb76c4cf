import { expect, test } from "vitest";
import { findUnknownKeys } from "./find-unknown-keys.ts";

const schema = {
  type: "object",
  properties: {
    users: { type: "integer" },
    free: { type: "object" },
    credentials: {
      type: "object",
      oneOf: [
        { title: "OAuth", properties: { client_id: { type: "string" } } },
        { title: "Token", properties: { token: { type: "string" } } },
      ],
    },
  },
};

test.each([
  [{ users: 1, free: { anything: 1 }, credentials: { token: "x" } }, []],
  [{ user: 1 }, ["The source's spec has no user. Did you mean users?"]],
  [{ toString: 1 }, ["The source's spec has no toString. There are: users, free, credentials."]],
  [{ credentials: { tokn: "x" } }, ["The source's spec has no credentials.tokn. Did you mean token?"]],
  [{ usrs: 1, credentials: { tokn: 1 } }, [expect.stringContaining("usrs"), expect.stringContaining("tokn")]],
  [{ __injected_declarative_manifest: {} }, []],
  [{ credentials: 7 }, []],
])("%j", (config, warnings) => {
  expect(findUnknownKeys(schema, config)).toEqual(warnings);
});

test("a spec without properties knows nothing better", () => {
  expect(findUnknownKeys({ type: "object" }, { anything: 1 })).toEqual([]);
});
