import { expect, test } from "vitest";
import { readTime } from "./read-time.ts";

test.each([
  "2024-05-01T12:00:00.000Z",
  "2024-05-01T12:00:00.000000Z",
  "2024-05-01 12:00:00",
  "2024-05-01 14:00:00+02",
  "2024-05-01 17:30:00+05:30",
  new Date("2024-05-01T12:00:00Z"),
])("%s is noon of the first of May in UTC", (value) => {
  expect(readTime(value).toISOString()).toBe("2024-05-01T12:00:00.000Z");
});
