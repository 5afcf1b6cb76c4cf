import { expect, test } from "vitest";
import { parseShopConfig } from "./shop-config.ts";
import { ConfigError } from "./config-error.ts";

test("an empty config is a shop of 1000 users", () => {
  expect(parseShopConfig({})).toEqual({
    users: 1000,
    products: 100,
    purchases: 3000,
    seed: 1,
    startDate: -Infinity,
    recordsPerState: 1000,
    delay: 0,
  });
});

test("purchases follow the users unless they are given", () => {
  expect(parseShopConfig({ users: 7 }).purchases).toBe(21);
  expect(parseShopConfig({ users: 7, purchases: 5 }).purchases).toBe(5);
});

test("start_date is a date or a time with its zone", () => {
  expect(parseShopConfig({ start_date: "2023-06-01" }).startDate).toBe(Date.UTC(2023, 5, 1));
  expect(parseShopConfig({ start_date: "2023-06-01T02:00:00+02:00" }).startDate).toBe(Date.UTC(2023, 5, 1));
});

test.each([
  [[], "not a JSON object"],
  [{ users: -1 }, "`users`"],
  [{ products: 1.5 }, "`products`"],
  [{ seed: "1" }, "`seed`"],
  [{ records_per_state: 0 }, "`records_per_state`"],
  [{ start_date: "yesterday" }, "`start_date`"],
  [{ start_date: "2023-06-01T00:00:00" }, "`start_date`"],
  [{ users: 0, purchases: 1 }, "at least one user"],
])("%j is refused", (input, words) => {
  expect(() => parseShopConfig(input)).toThrow(ConfigError);
  expect(() => parseShopConfig(input)).toThrow(words);
});

test("every finding is told at once", () => {
  expect(() => parseShopConfig({ users: -1, seed: null, delay_ms: "x" })).toThrow(/`users`.*`delay_ms`/);
});
