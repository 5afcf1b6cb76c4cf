import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases, needing } from "../cache-case.ts";
import { inspect, quoteLedger } from "../inspect-database.ts";
import { expectData, readData } from "../read-rows.ts";
import { record } from "../record/test-record.ts";
import { defineStream, type TypeName } from "../record/test-stream.ts";

const peculiar = [
  "a",
  "A",
  "a ",
  " a",
  " 1",
  "01",
  "1",
  "1.0",
  "",
  "\u00e9",
  "e\u0301",
  "\u{1f600}",
  "null",
  "'",
  '"',
  "\\",
  "%",
  "_",
  "a\tb",
  "a\nb",
];

/** The write mode that keeps the newest row of each key: which rows have the same key. */
export const mergeKeyCases: readonly CacheCase[] = defineCases("merge key", {
  "NULL equals NULL": async (context) => {
    const plan = defineStream("users", { key: ["id"] });
    await context.load(plan, [{ id: null, name: "a" }, { name: "b" }, { id: 1, name: "c" }]);
    await expectData(context, plan, [
      { id: null, name: "b" },
      { id: 1, name: "c" },
    ]);
    await context.load(plan, [{ id: null, name: "d" }]);
    await expectData(context, plan, [
      { id: null, name: "d" },
      { id: 1, name: "c" },
    ]);
  },

  "all parts of a key count, NULL among them": async (context) => {
    const plan = defineStream("members", {
      properties: { team: "string", user: "integer", role: "string" },
      key: ["team", "user"],
    });
    const first = [
      ["a", 1],
      ["a", 2],
      ["b", 1],
      ["a", null],
      [null, 1],
      [null, null],
    ].map(([team = null, user = null]) => ({ team, user }));
    await context.load(
      plan,
      first.map((member) => ({ ...member, role: "old" })),
    );
    await context.load(
      plan,
      first.map((member) => ({ ...member, role: "new" })),
    );
    await expectData(context, plan, first.map((member) => ({ ...member, role: "new" })) as never);
  },

  "texts that only look alike are different keys": async (context) => {
    const plan = defineStream("words", { properties: { word: "string", round: "integer" }, key: ["word"] });
    await context.load(
      plan,
      peculiar.map((word) => ({ word, round: 1 })),
    );
    await expectData(
      context,
      plan,
      peculiar.map((word) => ({ word, round: 1 })),
    );
    await context.load(
      plan,
      peculiar.toReversed().map((word) => ({ word, round: 2 })),
    );
    await expectData(
      context,
      plan,
      peculiar.map((word) => ({ word, round: 2 })),
    );
  },

  "NUL in a key is kept apart": needing(
    ({ nulInText }) => nulInText,
    async (context) => {
      const plan = defineStream("words", { properties: { word: "string", round: "integer" }, key: ["word"] });
      const words = ["a", "a\0", "a\0b", "\0"];
      await context.load(
        plan,
        words.map((word) => ({ word, round: 1 })),
      );
      await context.load(
        plan,
        words.map((word) => ({ word, round: 2 })),
      );
      await expectData(
        context,
        plan,
        words.map((word) => ({ word, round: 2 })),
      );
    },
  ),

  "integers beyond a double are different keys": async (context) => {
    const plan = defineStream("posts", { key: ["id"] });
    const ids = ["9007199254740992", "9007199254740993", "9223372036854775807", "-9223372036854775808"];
    for (const name of ["old", "new"])
      await context.load(
        plan,
        ids.map((id) => record(`{"id":${id},"name":"${name}"}`)),
      );
    const kept = (await readData(context, plan)).map(({ id, name }) => `${String(id)} ${String(name)}`).sort();
    deepStrictEqual(kept, ids.map((id) => `${id} new`).sort());
  },

  "a record whose key is too long is rejected, the others are kept": needing(
    ({ keyBytes }) => keyBytes > 0,
    async (context) => {
      const plan = defineStream("words", { properties: { word: "string", round: "integer" }, key: ["word"] });
      const fits = "x".repeat(Math.floor(context.supports.keyBytes / 2));
      const report = await context.load(plan, [
        { word: fits, round: 1 },
        { word: "y".repeat(context.supports.keyBytes + 1), round: 1 },
        { word: "z", round: 1 },
      ]);
      strictEqual(report.streams[0]?.rejected, 1);
      if (context.supports.sql) {
        const kept = await inspect(context, `select stream, reason, excerpt from ${quoteLedger(context, "rejected")}`);
        deepStrictEqual(
          kept.map(({ stream, reason }) => [stream, reason]),
          [["words", "key-too-long"]],
        );
        ok(String(kept[0]?.["excerpt"]).startsWith('{"word":"yyy'));
      }
      await expectData(context, plan, [
        { word: fits, round: 1 },
        { word: "z", round: 1 },
      ]);
    },
  ),

  "one value written in several ways is one key": async (context) => {
    const plan = defineStream("moments", {
      properties: { at: "timestamp_with_timezone", day: "date", n: "integer", name: "string" },
      key: ["at", "day", "n"],
    });
    await context.load(plan, [
      record('{"at":"2024-01-01T00:00:00Z","day":"2024-01-01","n":1,"name":"a"}'),
      record('{"at":"2024-01-01T02:00:00+02:00","day":"2024-01-01","n":1.0,"name":"b"}'),
      record('{"at":"2024-01-01T00:00:00.000Z","day":"2024-01-01T00:00:00Z","n":"1","name":"c"}'),
    ]);
    deepStrictEqual(
      (await readData(context, plan)).map(({ name }) => name),
      ["c"],
    );
  },

  "a key may be of any type": async (context) => {
    const values: [TypeName, unknown, unknown][] = [
      ["boolean", true, false],
      ["number", 0.1, 0.2],
      ["date", "2024-01-01", "2024-01-02"],
      ["timestamp_without_timezone", "2024-01-01T00:00:00.000000", "2024-01-01T00:00:00.000001"],
      ["time_without_timezone", "10:00:00.000000", "10:00:01.000000"],
      ["union", 7, "7"],
      ["object", { a: 1 }, { a: 2 }],
    ];
    for (const [type, one, other] of values) {
      const plan = defineStream(`by_${type}`, { properties: { id: type, name: "string" }, key: ["id"] });
      const named = (name: string) =>
        [
          { id: one, name },
          { id: other, name },
        ] as never;
      await context.load(plan, named("old"));
      await context.load(plan, named("new"));
      await expectData(context, plan, named("new"));
    }
  },
});
