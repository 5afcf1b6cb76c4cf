import { expect, test } from "vitest";
import { users } from "../record/user.ts";
import { timestamp } from "../record/time.ts";
import { updateTime } from "../record/growth.ts";
import { ConfigError } from "../shop-error.ts";
import { countRead, parseStates } from "./stream-state.ts";

test("states are found by the name of their stream", () => {
  const entry = { type: "STREAM", stream: { stream_descriptor: { name: "users" }, stream_state: { count: 3 } } };
  expect(parseStates([entry])).toEqual(new Map([["users", { count: 3 }]]));
});

test.each([{}, [{ type: "GLOBAL", global: {} }], [null], [{ data: {} }]])(
  "%j is not a state of this source",
  (input) => {
    expect(() => parseStates(input)).toThrow(ConfigError);
  },
);

test("a state says how many records were read, by count or by cursor", () => {
  expect(countRead(undefined, users)).toBe(0);
  expect(countRead(null, users)).toBe(0);
  expect(countRead({ count: 12 }, users)).toBe(12);
  expect(countRead({ updated_at: timestamp(updateTime(41, users.early)) }, users)).toBe(42);
});

test.each([{}, { count: -1 }, { count: "5" }, { updated_at: "soon" }])("%j is refused", (state) => {
  expect(() => countRead(state, users)).toThrow(ConfigError);
});
