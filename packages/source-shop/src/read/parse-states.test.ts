import { expect, test } from "vitest";
import { ConfigError } from "../config-error.ts";
import { parseStates } from "./parse-states.ts";

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
