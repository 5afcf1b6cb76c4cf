import { expect, test } from "vitest";
import { nearestName, suggestName } from "./nearest-name.ts";

const streams = ["users", "orders", "order_items", "Products"];

test.each([
  ["user", "users"],
  ["usres", "users"],
  ["ORDERS", "orders"],
  ["product", "Products"],
  ["orderitems", "order_items"],
  ["invoices", undefined],
  ["", undefined],
])("the name nearest to %j is %j", (name, nearest) => {
  expect(nearestName(name, streams)).toBe(nearest);
});

test("without a near name it says what there is", () => {
  expect(suggestName("usrs", streams)).toBe("Did you mean users?");
  expect(suggestName("invoices", streams)).toBe("There are: users, orders, order_items, Products.");
  expect(suggestName("invoices", [])).toBe("There are none.");
});
