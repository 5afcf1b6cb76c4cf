import { expect, test } from "vitest";
import { ResourceLimits } from "./duckdb-resources.ts";

test("a wide table gets one thread, and a wider one more memory", () => {
  const limits = new ResourceLimits({});
  expect(limits.widen(10, {})).toBe(false);
  expect(limits.current).toEqual({ memoryLimit: "64MB", threads: 2 });
  expect(limits.widen(24, {})).toBe(true);
  expect(limits.current).toEqual({ memoryLimit: "104MB", threads: 2 });
  expect(limits.widen(50, {})).toBe(true);
  expect(limits.current).toEqual({ memoryLimit: "111MB", threads: 1 });
  expect(limits.widen(200, {})).toBe(true);
  expect(limits.widen(10, {})).toBe(false);
  expect(limits.current).toEqual({ memoryLimit: "298MB", threads: 1 });
});

test("memory doubles when it runs out, a few times", () => {
  const limits = new ResourceLimits({});
  expect([1, 2, 3, 4, 5, 6].map(() => limits.relieve())).toEqual([true, true, true, true, true, false]);
  expect(limits.current.memoryLimit).toBe("2048MB");
});

test("what the user says stays", () => {
  const limits = new ResourceLimits({ memoryLimit: "1GB", threads: 8 });
  limits.widen(500, {});
  expect(limits.relieve()).toBe(false);
  expect(limits.current).toEqual({ memoryLimit: "1GB", threads: 8 });
});

test("many tables in one transaction get more memory, in several none", () => {
  const limits = new ResourceLimits({});
  const transaction = {};
  for (let table = 0; table < 100; table++) limits.widen(10, {});
  expect(limits.current.memoryLimit).toBe("64MB");
  for (let table = 0; table < 100; table++) limits.widen(10, transaction);
  expect(limits.current.memoryLimit).toBe("96MB");
});

test("after many columns the file is to be closed, once", () => {
  const limits = new ResourceLimits({});
  for (let table = 0; table < 99; table++) limits.widen(10, {});
  expect(limits.takeFull()).toBe(false);
  limits.widen(10, {});
  expect([limits.takeFull(), limits.takeFull()]).toEqual([true, false]);
});
