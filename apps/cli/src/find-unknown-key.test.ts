import { expect, test } from "vitest";
import { findUnknownKey } from "./find-unknown-key.ts";

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
  [["users"], undefined],
  [["user"], "The source's spec has no user. Did you mean users?"],
  [["toString"], "The source's spec has no toString. There are: users, free, credentials."],
  [["free", "anything"], undefined],
  [["credentials", "token"], undefined],
  [["credentials", "tokn"], "The source's spec has no credentials.tokn. Did you mean token?"],
])("%j", (path, warning) => {
  expect(findUnknownKey(schema, path)).toBe(warning);
});

test("a spec without properties knows nothing better", () => {
  expect(findUnknownKey({ type: "object" }, ["anything"])).toBeUndefined();
});
