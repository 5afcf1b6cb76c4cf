import { expect, test } from "vitest";
import { printJsonType } from "./print-json-type.ts";

test.each([
  [{ type: "string" }, "string"],
  [{ type: ["null", "integer"] }, "number"],
  [{ type: ["string", "array"], items: { type: "boolean" } }, "string | readonly boolean[]"],
  [{ enum: ["a", 1] }, '"a" | 1'],
  [{ const: "x" }, '"x"'],
  [{}, "unknown"],
  [{ type: "object" }, "{ readonly [key: string]: unknown }"],
  [{ type: "array", items: { enum: ["a", "b"] } }, 'readonly ("a" | "b")[]'],
  [
    {
      type: "object",
      required: ["a"],
      properties: { a: { type: "number", description: "How <b>many</b>." }, "b-c": {} },
    },
    '{\n  /** How many. */\n  readonly a: number;\n  readonly "b-c"?: unknown;\n}',
  ],
  [
    {
      type: "object",
      properties: { k: { type: "string" } },
      oneOf: [{ properties: { t: { const: 1 } }, required: ["t"] }, { properties: { t: { const: 2 } } }],
    },
    "{\n  readonly k?: string;\n  readonly t: 1;\n} | {\n  readonly k?: string;\n  readonly t?: 2;\n}",
  ],
])("%j", (schema, type) => {
  expect(printJsonType(schema as never)).toBe(type);
});

test("data may be absent or null at any place", () => {
  const schema = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
  expect(printJsonType(schema, { isData: true })).toBe("{\n  readonly a?: string | null;\n}");
});
