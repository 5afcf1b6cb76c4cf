import { expect, test } from "vitest";
import { ConfigError } from "../config-error.ts";
import { timestamp } from "../record/time.ts";
import { updateTime } from "../record/update-time.ts";
import { users } from "../record/user.ts";
import { countRead } from "./count-read.ts";

test("a state says how many records were read, by count or by cursor", () => {
  expect(countRead(undefined, users)).toBe(0);
  expect(countRead(null, users)).toBe(0);
  expect(countRead({ count: 12 }, users)).toBe(12);
  expect(countRead({ updated_at: timestamp(updateTime(41, users.early)) }, users)).toBe(42);
});

test.each([{}, { count: -1 }, { count: "5" }, { updated_at: "soon" }])("%j is refused", (state) => {
  expect(() => countRead(state, users)).toThrow(ConfigError);
});
