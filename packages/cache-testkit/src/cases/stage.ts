import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { type CacheCase, defineCases } from "../cache-case.ts";
import { datasetOf, expectData, readData } from "../read-rows.ts";
import { defineStream } from "../record/test-stream.ts";
import { streamState } from "../state-line.ts";

const numbers = defineStream("numbers", { properties: { n: "integer" } });
const words = defineStream("words", { properties: { word: "string" } });
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => ({ n: first + index }));

/** Records on their way: staged, finalized through an ordinal, discarded. */
export const stageCases: readonly CacheCase[] = defineCases("stage", {
  "staging the same batch twice changes nothing": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 3), { times: 2 });
    await run.stage(numbers, from(4, 6), { times: 3 });
    strictEqual((await run.finalize()).streams[0]?.written, 6);
    await expectData(context, numbers, from(1, 6));
  },

  "nobody sees what is not finalized": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 3));
    await expectData(context, numbers, []);
    strictEqual(await datasetOf(await context.open(), numbers).count(), 0);
    await run.finish({ outcome: "failed" });
    await expectData(context, numbers, []);
  },

  "what was staged and not finalized never turns up later": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 3));
    await run.finish({ outcome: "failed" });
    await context.load(numbers, from(7, 8));
    await expectData(context, numbers, from(7, 8));
  },

  "rows become visible through an ordinal, also in the middle of a batch": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 4));
    await run.stage(numbers, from(5, 8));
    strictEqual((await run.finalize({ streams: [{ plan: numbers, through: 2 }] })).streams[0]?.written, 2);
    await expectData(context, numbers, from(1, 2));
    strictEqual((await run.finalize({ streams: [{ plan: numbers, through: 6 }] })).streams[0]?.written, 4);
    await expectData(context, numbers, from(1, 6));
    await run.stage(numbers, from(9, 9));
    strictEqual((await run.finalize()).streams[0]?.written, 3);
    await expectData(context, numbers, from(1, 9));
  },

  "the same holds for rows that are merged, and replaced": async (context) => {
    for (const mode of ["merge", "replace"] as const) {
      const plan = defineStream(mode, { properties: { n: "integer" }, mode, key: ["n"] });
      const run = await context.begin([plan]);
      await run.stage(plan, from(1, 4));
      await run.finalize({ streams: [{ plan, through: 3 }] });
      await run.stage(plan, from(5, 6), { times: 2 });
      await run.finalize({ complete: true });
      await run.finish();
      await expectData(context, plan, from(1, 6));
    }
  },

  "an ordinal that is final stays final": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 3));
    await run.finalize();
    strictEqual((await run.finalize()).streams[0]?.written, 0);
    await run.finalize({ states: [streamState(numbers.stream, "3")] });
    await expectData(context, numbers, from(1, 3));
  },

  "discard drops what is not final": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 2));
    await run.finalize();
    await run.stage(numbers, from(3, 4));
    await run.writer(numbers).discard();
    strictEqual((await run.finalize()).streams[0]?.written, 0);
    await expectData(context, numbers, from(1, 2));
  },

  "after discard a stream can go on": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 2));
    await run.writer(numbers).discard();
    await run.stage(numbers, from(3, 4));
    strictEqual((await run.finalize()).streams[0]?.written, 2);
    await expectData(context, numbers, from(3, 4));
  },

  "discard of one stream leaves the others alone": async (context) => {
    const run = await context.begin([numbers, words]);
    await run.stage(numbers, from(1, 2));
    await run.stage(words, [{ word: "a" }]);
    await run.writer(numbers).discard();
    await run.finalize();
    await expectData(context, numbers, []);
    await expectData(context, words, [{ word: "a" }]);
  },

  "streams are finalized one by one, or together": async (context) => {
    const run = await context.begin([numbers, words]);
    await run.stage(numbers, from(1, 1));
    await run.stage(words, [{ word: "a" }]);
    const one = await run.finalize({ streams: [{ plan: words }] });
    deepStrictEqual(
      one.streams.map(({ stream }) => stream.name),
      ["words"],
    );
    await expectData(context, numbers, []);
    await expectData(context, words, [{ word: "a" }]);
    await run.stage(words, [{ word: "b" }]);
    const both = await run.finalize({ streams: [{ plan: words }, { plan: numbers }] });
    deepStrictEqual(
      both.streams.map(({ stream, written }) => [stream.name, written]),
      [
        ["words", 1],
        ["numbers", 1],
      ],
    );
    await expectData(context, numbers, from(1, 1));
    await expectData(context, words, [{ word: "a" }, { word: "b" }]);
  },

  "parts without streams or rows do no harm": async (context) => {
    const run = await context.begin([numbers, words]);
    deepStrictEqual((await run.finalize({ streams: [] })).streams, []);
    await run.finalize({ streams: [{ plan: numbers, through: 0 }] });
    await run.finalize({ complete: true });
    await run.finish();
    await expectData(context, numbers, []);
  },

  "a run without streams can be finished": async (context) => {
    const run = await context.begin([]);
    await run.finalize({ streams: [] });
    await run.finish();
  },

  "staging goes on while a finalize runs": async (context) => {
    const run = await context.begin([numbers]);
    await run.stage(numbers, from(1, 500));
    for (let first = 501; first <= 2001; first += 500) {
      const state = streamState(numbers.stream, String(first - 1));
      await Promise.all([run.finalize({ states: [state] }), run.stage(numbers, from(first, first + 499))]);
    }
    await run.finalize({ complete: true });
    await run.finish();
    const seen = (await readData(context, numbers)).map(({ n }) => Number(n)).sort((one, other) => one - other);
    deepStrictEqual(
      seen,
      from(1, 2500).map(({ n }) => n),
    );
  },

  "streams are staged side by side": async (context) => {
    const run = await context.begin([numbers, words]);
    const some = Array.from({ length: 200 }, (_, index) => ({ word: `w${index}` }));
    await Promise.all([run.stage(numbers, from(1, 300)), run.stage(words, some)]);
    await run.finalize({ complete: true });
    strictEqual((await readData(context, numbers)).length, 300);
    strictEqual((await readData(context, words)).length, 200);
  },
});
