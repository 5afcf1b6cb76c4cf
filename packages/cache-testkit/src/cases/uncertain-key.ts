import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { FieldPath, FinalizeReport, StreamPlan } from "@airdock/core";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { expectCode } from "../expect-code.ts";
import { expectData, readData } from "../read-rows.ts";
import { defineStream, type TestStreamOptions } from "../record/test-stream.ts";

/** Keys that only records can prove, and keys of NULL: nothing becomes one row without a word. */
export const uncertainKeyCases: readonly CacheCase[] = defineCases("uncertain key", {
  "a key that no record has is no key: the rows are appended": async (context) => {
    for (const [index, path] of [["nope"], ["ID"], [""], ["owner", "nope"]].entries()) {
      const plan = uncertain(`items_${index}`, [path], { properties: { id: "integer", owner: "object" } });
      const run = await context.begin([plan]);
      await run.stage(plan, [{ id: 1, owner: { id: 1 } }, { id: 2 }]);
      strictEqual(outcome(await run.finalize()).isKeyless, true, JSON.stringify(path));
      await run.stage(plan, [{ id: 2 }, { id: 3 }]);
      await run.finalize({ complete: true });
      await run.finish();
      deepStrictEqual(await idsOf(context, plan), [1, 2, 2, 3]);
      deepStrictEqual(
        Object.keys((await readData(context, plan))[0] ?? {}).sort(),
        ["id", "owner"],
        "a column for a property that nothing has",
      );
      strictEqual(run.run.streams.length, index);
      const [stored] = (await (await context.open()).connections())[0]?.streams.slice(-1) ?? [];
      strictEqual(stored?.mode, "append");
    }
  },

  "of a key in parts all have to be there": async (context) => {
    const plan = uncertain("items", [["id"], ["nope"]], {}, [["nope"]]);
    await context.load(plan, [{ id: 1 }, { id: 1 }, { id: 2 }]);
    deepStrictEqual(await idsOf(context, plan), [1, 1, 2]);
  },

  "a key in undeclared fields, or deep in one, is a key": async (context) => {
    const flat = uncertain("flat", [["no"]], { properties: { name: "string" } });
    const nested = uncertain("nested", [["owner", "no"]], { properties: { name: "string" } });
    for (const name of ["old", "new"]) {
      const records = [{ no: 1, name }, { no: 2, name }, { name }];
      strictEqual(outcome(await context.load(flat, records)).isKeyless ?? false, false);
      await context.load(
        nested,
        records.map(({ no, ...rest }) => ({ owner: { no: no ?? null }, ...rest })),
      );
    }
    for (const plan of [flat, nested]) {
      const kept = (await readData(context, plan)).map(({ name }) => name);
      deepStrictEqual(kept, ["new", "new", "new"]);
    }
  },

  "a table that was merged is not appended to": async (context) => {
    const plan = uncertain("items", [["no"]], { properties: { name: "string" } });
    await context.load(plan, [
      { no: 1, name: "a" },
      { no: 2, name: "b" },
    ]);
    const later: StreamPlan = {
      ...plan,
      uncertainKey: { paths: [["no"]], otherwise: "fail", advice: "Name another." },
    };
    const run = await context.begin([later]);
    await run.stage(later, [{ name: "c" }, { name: "d" }]);
    await expectCode("KEY_NOT_FOUND", () => run.finalize({ complete: true }));
    await run.finish({ outcome: "failed" });
    await expectData(context, plan, [
      { no: 1, name: "a" },
      { no: 2, name: "b" },
    ]);
    await context.load(later, [{ no: 1, name: "c" }]);
    await expectData(context, plan, [
      { no: 1, name: "c" },
      { no: 2, name: "b" },
    ]);
  },

  "a run without records says nothing about a key": async (context) => {
    const plan = uncertain("items", [["no"]], { properties: { name: "string" } });
    strictEqual(outcome(await context.load(plan, [])).isKeyless ?? false, false);
    for (const name of ["a", "b"]) await context.load(plan, [{ no: 1, name }]);
    await expectData(context, plan, [{ no: 1, name: "b" }]);
  },

  "rows whose key is NULL are counted": async (context) => {
    const plan = defineStream("items", { key: ["id"] });
    const report = outcome(await context.load(plan, [{ id: null, name: "a" }, { name: "b" }, { id: 1, name: "c" }]));
    strictEqual(report.nullKeys, 2);
    strictEqual(outcome(await context.load(plan, [{ id: 1, name: "c" }])).nullKeys ?? 0, 0);
    const parts = defineStream("members", {
      properties: { team: "string", user: "integer" },
      key: ["team", "user"],
    });
    const members = [
      { team: "a", user: 1 },
      { team: "a", user: null },
      { team: null, user: null },
    ];
    strictEqual(outcome(await context.load(parts, members)).nullKeys, 2);
  },
});

/** A stream whose key its schema does not declare; `sought`: the paths that are in doubt, by default all. */
function uncertain(
  name: string,
  key: readonly FieldPath[],
  options: TestStreamOptions,
  sought: readonly FieldPath[] = key,
): StreamPlan {
  const plan = defineStream(name, { ...options, key });
  return { ...plan, uncertainKey: { paths: sought, otherwise: "append", advice: "" } };
}

function outcome({ streams }: FinalizeReport): FinalizeReport["streams"][number] {
  const [first] = streams;
  if (first === undefined) throw new Error("The report names no stream.");
  return first;
}

async function idsOf(context: Parameters<typeof readData>[0], plan: StreamPlan): Promise<unknown[]> {
  return (await readData(context, plan)).map(({ id }) => id).sort();
}
