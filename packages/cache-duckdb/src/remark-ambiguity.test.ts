import { expect, test } from "vitest";
import { remarkAmbiguity } from "./remark-ambiguity.ts";

test("a schema that is named like the file is ambiguous to other programs", () => {
  expect(
    remarkAmbiguity("/data/Shop.duckdb", [
      { schema: "other", name: "a" },
      { schema: "shop", name: "users" },
    ]),
  ).toEqual([expect.stringContaining("Shop.shop.users")]);
  expect(remarkAmbiguity("/shop/data.duckdb", [{ schema: "shop", name: "users" }, { name: "data" }])).toEqual([]);
});
