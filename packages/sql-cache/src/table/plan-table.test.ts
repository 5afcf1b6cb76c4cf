import type { JsonValue, StoredColumn } from "@airdock/core";
import { expect, test } from "vitest";
import { columnsToMeasure, planTable, type TableRequest } from "./plan-table.ts";

const string = { type: ["null", "string"] };
const integer = { type: "integer" };
const number = { type: "number" };
const column = (field: string, type: string, name: string = field): StoredColumn => ({ field, name, type });

function request(properties: Record<string, JsonValue>, more: Partial<TableRequest> = {}): TableRequest {
  return {
    plan: { stream: { name: "items" }, jsonSchema: { type: "object", properties }, columns: {}, onTypeChange: "widen" },
    stored: [],
    existing: undefined,
    limits: { identifierBytes: 0, columns: 1000 },
    exactNumbers: false,
    ...more,
  };
}

function having(
  stored: readonly StoredColumn[],
  properties: Record<string, JsonValue>,
  more: Partial<TableRequest> = {},
) {
  return request(properties, { stored, existing: stored.map(({ name }) => name), ...more });
}

const noFacts = new Map();

test("a new table has a column per property, in schema order", () => {
  const { columns, steps } = planTable(request({ b: string, "a b": integer, A_B: {} }), noFacts);
  expect(columns).toEqual([
    column("b", "string"),
    column("a b", "integer", "a_b"),
    column("A_B", "json", "A_B_6c1908f9"),
  ]);
  expect(steps).toEqual([{ kind: "create-table", columns }]);
});

test("a schema without properties makes a table without columns of its own", () => {
  for (const jsonSchema of [{}, { type: "object", properties: null }, { properties: [] }]) {
    const plan = planTable({ ...request({}), plan: { ...request({}).plan, jsonSchema } }, noFacts);
    expect(plan).toEqual({ columns: [], steps: [{ kind: "create-table", columns: [] }] });
  }
});

test("a new property gets a column, one that went keeps its own, one that is back finds it", () => {
  const stored = [column("id", "integer"), column("gone", "string"), column("back", "string")];
  const { columns, steps } = planTable(having(stored, { fresh: number, back: string, id: integer }), noFacts);
  expect(columns).toEqual([...stored, column("fresh", "number")]);
  expect(steps).toEqual([{ kind: "add-column", column: column("fresh", "number") }]);
});

test("names never change, and a column of the user's own is left alone", () => {
  const stored = [column("ID", "integer", "ID"), column("id", "integer", "id_1")];
  const plan = planTable(
    having(stored, { id: integer, ID: integer, note: string }, { existing: ["ID", "id_1", "NOTE"] }),
    noFacts,
  );
  expect(plan.columns.slice(0, 2)).toEqual(stored);
  expect(plan.columns[2]?.name).toMatch(/^note_[0-9a-f]{8}$/);
});

test("a table that is missing is made anew from the stored map, a missing column is added", () => {
  const stored = [column("id", "integer"), column("v", "string")];
  const properties = { id: integer, v: string };
  expect(planTable(request(properties, { stored }), noFacts).steps).toEqual([
    { kind: "create-table", columns: stored },
  ]);
  expect(planTable(having(stored, properties, { existing: ["id"] }), noFacts).steps).toEqual([
    { kind: "add-column", column: column("v", "string") },
  ]);
});

test("a changed type widens the column; the facts decide where integers go", () => {
  const stored = [column("v", "integer")];
  const wish = having(stored, { v: number });
  expect(columnsToMeasure(wish)).toEqual(["v"]);
  expect(planTable(wish, noFacts).steps).toEqual([
    { kind: "widen-column", column: column("v", "number"), from: stored[0] },
  ]);
  const large = planTable(wish, new Map([["v", { largest: 2n ** 60n }]]));
  expect(large.columns).toEqual([column("v", "string")]);
  expect(columnsToMeasure({ ...wish, exactNumbers: true })).toEqual([]);
});

test("onTypeChange null leaves the column, stop refuses only a change that is new", () => {
  const stored = [column("v", "integer")];
  const wish = having(stored, { v: string });
  const plan = (onTypeChange: "null" | "stop") => ({ ...wish, plan: { ...wish.plan, onTypeChange } });
  expect(planTable(plan("null"), noFacts)).toEqual({ columns: stored, steps: [] });
  expect(() => planTable(plan("stop"), noFacts)).toThrow(expect.objectContaining({ code: "SCHEMA_CHANGED" }));
  const known = { ...plan("stop"), storedSchema: { properties: { v: string } } };
  expect(planTable(known, noFacts)).toEqual({ columns: stored, steps: [] });
});

test("the user's SQL type is kept with the column, and such a column is never widened", () => {
  const wish = request({ amount: number });
  const chosen = { ...wish, plan: { ...wish.plan, columns: { amount: "decimal(38,9)" } } };
  const { columns } = planTable(chosen, noFacts);
  expect(columns).toEqual([column("amount", "number as decimal(38,9)")]);
  expect(planTable(having(columns, { amount: string }), noFacts)).toEqual({ columns, steps: [] });
});

test("past the widest table the rest has one column", () => {
  const properties = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}`, string]));
  const limits = { identifierBytes: 0, columns: 10 };
  const { columns } = planTable(request(properties, { limits }), noFacts);
  expect(columns.map(({ name }) => name)).toEqual(["p0", "p1", "p2", "p3", "p4", "_airdock_extra"]);
  expect(planTable(having(columns, properties, { limits }), noFacts)).toEqual({ columns, steps: [] });
});
