import { expect, test } from "vitest";
import { combineStatuses } from "./combine-statuses.ts";

test.each([
  [[], 0],
  [[0, 0], 0],
  [[0, 6], 6],
  [[6, 4, 0], 4],
  [[2, 4], 4],
  [[4, 7, 5], 5],
  [[7, 4], 7],
  [[5, 130], 130],
  [[0, 77], 77],
])("%j is %j", (statuses, status) => {
  expect(combineStatuses(statuses)).toBe(status);
});

test("a signal decides first, then a bug, the cache, a rule, the source, the config, a check, others' work, a part", () => {
  const order = [130, 143, 129, 1, 5, 7, 4, 2, 3, 8, 6];
  for (const [index, status] of order.entries())
    expect(combineStatuses([0, ...order.slice(index).toReversed()])).toBe(status);
});
