import { expect, test } from "vitest";
import { checkStreamOptions } from "./check-stream-options.ts";

const stream = { name: "users", json_schema: { properties: { id: {}, updated_at: {} } } };

test.each([
  [{ mode: "merge", key: "id", cursor: ["updated_at"], columns: { id: "bigint" }, undeclared: "ignore" }],
  [{ key: [["id", "inner"], "updated_at"], onTypeChange: "stop", deletes: "soft", trailing: "discard" }],
])("%j is fine", (options) => {
  expect(() => checkStreamOptions(stream, options as object)).not.toThrow();
});

test.each([
  [{ key: "ids" }, "Did you mean id?"],
  [{ key: [[]] }, "Give the name of a property."],
  [{ cursor: "update_at" }, "Did you mean updated_at?"],
  [{ columns: { amount: "double" } }, "There are: id, updated_at."],
  [{ mode: "merg" }, "Did you mean merge?"],
  [{ trailing: "drop" }, "There are: keep, discard."],
  [{ kursor: "id" }, "Did you mean cursor?"],
])("%j is refused, with a way out", (options, hint) => {
  expect(() => checkStreamOptions(stream, options as object)).toThrow(
    expect.objectContaining({ code: "STREAM_OPTION_INVALID", hint }),
  );
});

test("a schema without properties is open", () => {
  expect(() => checkStreamOptions({ name: "events", json_schema: {} }, { key: "anything" })).not.toThrow();
});
