import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { datasetOf, expectData } from "../read-rows.ts";
import { defaultEmittedAt, record } from "../record/test-record.ts";
import { defineStream } from "../record/test-stream.ts";

const users = defineStream("users", {
  properties: { id: "integer", version: "integer", name: "string" },
  key: ["id"],
  cursor: "version",
});
const unordered = defineStream("users", { properties: { id: "integer", name: "string" }, key: ["id"] });
const row = (id: number | null, version: number | null, name: string) => ({ id, version, name });
const later = { emittedAt: defaultEmittedAt + 1000 };
const earlier = { emittedAt: defaultEmittedAt - 1000 };

/** The write mode that keeps the newest row of each key: which row is the newest. */
export const mergeCases: readonly CacheCase[] = defineCases("merge", {
  "new keys are added, known ones replaced": async (context) => {
    await context.load(users, [row(1, 1, "Ada"), row(2, 1, "Bob")]);
    const report = await context.load(users, [row(2, 2, "Bobby"), row(3, 2, "Cem")]);
    strictEqual(report.streams[0]?.written, 2);
    await expectData(context, users, [row(1, 1, "Ada"), row(2, 2, "Bobby"), row(3, 2, "Cem")]);
    strictEqual(await datasetOf(await context.open(), users).count(), 3);
  },

  "of one key, whatever the order it comes in, the greatest cursor stays": async (context) => {
    const versions = [1, 2, 3].map((version) => (id: number) => row(id, version, `v${version}`));
    const orders = permutations(versions);
    await context.load(
      users,
      orders.flatMap((order, id) => order.map((version) => version(id))),
    );
    await expectData(
      context,
      users,
      orders.map((_, id) => row(id, 3, "v3")),
    );
  },

  "an older row does not replace a newer one of an earlier run": async (context) => {
    await context.load(users, [row(1, 5, "new")]);
    await context.load(users, [row(1, 3, "old")]);
    await expectData(context, users, [row(1, 5, "new")]);
  },

  "an older row does not replace a newer one of the same run": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [row(1, 5, "new")]);
    await run.finalize();
    await run.stage(users, [row(1, 3, "old")]);
    await run.finalize({ complete: true });
    await expectData(context, users, [row(1, 5, "new")]);
  },

  "no cursor is older than any": async (context) => {
    await context.load(users, [row(1, null, "without"), row(2, 1, "with"), row(3, 2, "with"), row(3, null, "without")]);
    await context.load(users, [row(1, -1, "with"), row(2, null, "without")]);
    await expectData(context, users, [row(1, -1, "with"), row(2, 1, "with"), row(3, 2, "with")]);
  },

  "of equal cursors the later extraction counts, then the later record": async (context) => {
    await context.load(users, [
      record(row(1, 1, "late"), later),
      record(row(1, 1, "early"), earlier),
      row(2, 1, "first"),
      row(2, 1, "second"),
      record(row(3, null, "late"), later),
      row(3, null, "early"),
    ]);
    await expectData(context, users, [row(1, 1, "late"), row(2, 1, "second"), row(3, null, "late")]);
  },

  "of a staged row and an equal one of the table the staged one counts": async (context) => {
    await context.load(users, [row(1, 1, "table"), row(2, null, "table")]);
    await context.load(users, [row(1, 1, "staged"), row(2, null, "staged")]);
    await expectData(context, users, [row(1, 1, "staged"), row(2, null, "staged")]);
  },

  "a staged row of an equal cursor and an earlier extraction is older than the table's": async (context) => {
    await context.load(users, [record(row(1, 1, "table"), later), row(2, 1, "table")]);
    await context.load(users, [row(1, 1, "staged"), record(row(2, 1, "staged"), later)]);
    await expectData(context, users, [row(1, 1, "table"), row(2, 1, "staged")]);
  },

  "without a cursor the time of extraction decides, then the order": async (context) => {
    await context.load(unordered, [
      record({ id: 1, name: "late" }, later),
      { id: 1, name: "early" },
      { id: 2, name: "a" },
      { id: 2, name: "b" },
    ]);
    await expectData(context, unordered, [
      { id: 1, name: "late" },
      { id: 2, name: "b" },
    ]);
    await context.load(unordered, [record({ id: 2, name: "c" }, later)]);
    await expectData(context, unordered, [
      { id: 1, name: "late" },
      { id: 2, name: "c" },
    ]);
  },

  "text cursors compare by their bytes": async (context) => {
    const plan = defineStream("users", {
      properties: { id: "integer", version: "string" },
      key: ["id"],
      cursor: "version",
    });
    const ascending = [
      "",
      " ",
      "10",
      "9",
      "B",
      "_",
      "a",
      "a ",
      "b",
      "ab\u00e9".slice(1),
      "z",
      "\u00e9",
      "\u4e2d",
      "\u{1f600}",
    ];
    const ordered = ascending.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    const pairs = ordered.slice(1).map((greater, id) => ({ id, smaller: ordered[id] ?? "", greater }));
    await context.load(
      plan,
      pairs.flatMap(({ id, smaller, greater }) => [
        { id, version: greater },
        { id, version: smaller },
      ]),
    );
    const newest = pairs.map(({ id, greater }) => ({ id, version: greater }));
    await expectData(context, plan, newest);
    await context.load(
      plan,
      pairs.map(({ id, smaller }) => ({ id, version: smaller })),
    );
    await expectData(context, plan, newest);
  },

  "numbers compare as numbers, also in a cursor that is JSON": async (context) => {
    const numbers = [-2, -1.5, 0, 9, 10, 1_700_000_000_000, 1e300];
    const pairs = numbers.slice(1).map((greater, id) => ({ id, smaller: numbers[id] ?? null, greater }));
    const rowOf = (id: number, version: number | null) => ({ id, version, about: { version } });
    const newest = pairs.map(({ id, greater }) => rowOf(id, greater));
    for (const cursor of [["version"], ["about", "version"]]) {
      const properties = { id: "integer", version: true, about: "object" } as const;
      const plan = defineStream(cursor.join("_"), { properties, key: ["id"], cursor });
      await context.load(
        plan,
        pairs.flatMap(({ id, smaller, greater }) => [rowOf(id, greater), rowOf(id, smaller)]),
      );
      await expectData(context, plan, newest);
      await context.load(
        plan,
        pairs.map(({ id, smaller }) => rowOf(id, smaller)),
      );
      await expectData(context, plan, newest);
    }
  },

  "cursors of every type compare as what they are": async (context) => {
    for (const [type, smaller, greater] of [
      ["integer", 9, 10],
      ["number", -1.5, 0.25],
      ["date", "2024-01-31", "2024-02-01"],
      ["timestamp_with_timezone", "2024-01-01T01:00:00+02:00", "2024-01-01T00:30:00Z"],
      ["timestamp_without_timezone", "2024-01-01T00:00:00.000001", "2024-01-01T00:00:00.00001"],
    ] as const) {
      const plan = defineStream(`by_${type}`, {
        properties: { id: "integer", at: type, name: "string" },
        key: ["id"],
        cursor: "at",
      });
      await context.load(plan, [
        { id: 1, at: greater, name: "greater" },
        { id: 1, at: smaller, name: "smaller" },
      ]);
      strictEqual(await nameOf(context, plan), "greater", type);
      await context.load(plan, [{ id: 1, at: smaller, name: "smaller" }]);
      strictEqual(await nameOf(context, plan), "greater", type);
    }
  },

  "a cursor inside an object counts": async (context) => {
    const plan = defineStream("users", {
      properties: { id: "integer", info: "object" },
      key: ["id"],
      cursor: ["info", "at"],
    });
    await context.load(plan, [
      { id: 1, info: { at: "2024-02-01" } },
      { id: 1, info: { at: "2024-01-01" } },
      { id: 2, info: {} },
      { id: 2, info: { at: "2024-01-01" } },
    ]);
    await context.load(plan, [{ id: 1, info: { at: "2024-01-15" } }]);
    await expectData(context, plan, [
      { id: 1, info: { at: "2024-02-01" } },
      { id: 2, info: { at: "2024-01-01" } },
    ]);
  },

  "a batch that is staged twice counts once": async (context) => {
    const run = await context.begin([users]);
    await run.stage(users, [row(1, 1, "a"), row(2, 1, "b")], { times: 2 });
    const report = await run.finalize({ complete: true });
    strictEqual(report.streams[0]?.written, 2);
    await expectData(context, users, [row(1, 1, "a"), row(2, 1, "b")]);
  },

  "many versions over many finalizes leave what a model leaves": async (context) => {
    const model = new Map<number, ReturnType<typeof row>>();
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const run = await context.begin([users]);
    for (let round = 0; round < 12; round += 1) {
      const records = Array.from({ length: 40 }, (_, index) => row(random(25), random(30), `${round}-${index}`));
      for (const next of records)
        if ((model.get(next.id ?? 0)?.version ?? -1) <= (next.version ?? 0)) model.set(next.id ?? 0, next);
      await run.stage(users, records);
      await run.finalize();
    }
    await run.finish();
    await expectData(context, users, [...model.values()]);
    const streams = (await (await context.open()).connections())[0]?.streams;
    deepStrictEqual(
      streams?.map(({ rows }) => rows),
      [model.size],
    );
  },
});

async function nameOf(
  context: Parameters<CacheCase["run"]>[0],
  plan: Parameters<typeof datasetOf>[1],
): Promise<unknown> {
  const rows = await Array.fromAsync(datasetOf(await context.open(), plan).rows());
  strictEqual(rows.length, 1);
  return rows[0]?.["name"];
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
