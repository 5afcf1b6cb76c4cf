import { expect, test } from "vitest";
import { Chance } from "./chance.ts";

test("the same seed, stream and record give the same numbers", () => {
  expect(draw(new Chance(1, "users", 5))).toEqual(draw(new Chance(1, "users", 5)));
});

test("another seed, stream or record gives other numbers", () => {
  const draws = [
    new Chance(1, "users", 5),
    new Chance(2, "users", 5),
    new Chance(1, "products", 5),
    new Chance(1, "users", 6),
  ].map(draw);
  expect(new Set(draws.map(String)).size).toBe(4);
});

test("integers fill their range evenly, ends included", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let index = 0; index < 10_000; index++) {
    const number = new Chance(1, "users", index).integer(0, 9);
    counts[number] = (counts[number] ?? 0) + 1;
  }
  expect(counts).toHaveLength(10);
  for (const count of counts) expect(count).toBeGreaterThan(850);
});

test("percent is true about so often", () => {
  const hits = Array.from({ length: 10_000 }, (_, index) => new Chance(1, "users", index).percent(25)).filter(Boolean);
  expect(hits.length).toBeGreaterThan(2300);
  expect(hits.length).toBeLessThan(2700);
});

function draw(chance: Chance): number[] {
  return Array.from({ length: 5 }, () => chance.integer(0, 1_000_000));
}
