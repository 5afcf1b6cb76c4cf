import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StateMessage, StateType } from "../protocol/state.ts";
import type { EarnedPart } from "./earned-part.ts";
import { StateLedger } from "./state-ledger.ts";

const incremental = { replace: false, fullRefresh: false };
const replaced = { replace: true, fullRefresh: true };
const readWhole = { replace: false, fullRefresh: true };

describe("what a state earns", () => {
  test("a STREAM state earns the rows of its stream before it, no others", () => {
    const ledger = new StateLedger([incremental, incremental]);
    ledger.add(streamState(0, "a"), 0, at(3, 5));
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 3 }], ["a"]));
    expect(ledger.take()).toBeUndefined();
  });

  test("a GLOBAL or LEGACY state earns the rows of all streams before it", () => {
    for (const type of ["GLOBAL", "LEGACY"] as const) {
      const ledger = new StateLedger([incremental, incremental]);
      ledger.add(wholeState("g", type), undefined, at(3, 5));
      const rows = [
        { stream: 0, after: 0, through: 3 },
        { stream: 1, after: 0, through: 5 },
      ];
      expect(ledger.take()).toEqual(part(rows, ["g"]));
    }
  });

  test("of several states of a stream only the last is saved", () => {
    const ledger = new StateLedger([incremental]);
    ledger.add(streamState(0, "a"), 0, at(1));
    ledger.add(streamState(0, "b"), 0, at(4));
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 4 }], ["b"]));
  });

  test("what comes after a mark waits for the next one", () => {
    const ledger = new StateLedger([incremental]);
    ledger.add(streamState(0, "a"), 0, at(1));
    const moment = ledger.mark();
    ledger.add(streamState(0, "b"), 0, at(4));
    expect(ledger.reach(moment)).toEqual([1]);
    expect(ledger.take(moment)).toEqual(part([{ stream: 0, after: 0, through: 1 }], ["a"]));
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 1, through: 4 }], ["b"]));
  });
});

describe("success", () => {
  test("a stream whose last rows are earned is complete", () => {
    const ledger = new StateLedger([incremental]);
    ledger.add(streamState(0, "a"), 0, at(2));
    ledger.succeed(0, 2);
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 2, complete: true }], ["a"]));
  });

  test("rows after the last state wait for a late one", () => {
    const ledger = new StateLedger([incremental]);
    ledger.succeed(0, 2);
    expect(ledger.take()).toBeUndefined();
    ledger.add(streamState(0, "late"), 0, at(2));
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 2, complete: true }], ["late"]));
  });

  test("at the end they go without one, or are left out", () => {
    for (const trailing of ["keep", "discard"] as const) {
      const ledger = new StateLedger([incremental]);
      ledger.add(streamState(0, "a"), 0, at(2));
      const { part: last, streams } = ledger.finish([{ position: 5, succeeded: true, trailing }]);
      const through = trailing === "keep" ? 5 : 2;
      expect(last).toEqual(part([{ stream: 0, after: 0, through, complete: true }], ["a"]));
      expect(streams).toEqual([trailing === "keep" ? { lost: 0, withoutState: 3 } : { lost: 3, withoutState: 0 }]);
    }
  });

  test("a state after completion is saved alone", () => {
    const ledger = new StateLedger([incremental]);
    ledger.succeed(0, 0);
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 0, complete: true }], []));
    ledger.add(streamState(0, "late"), 0, at(0));
    expect(ledger.take()).toEqual(part([], ["late"]));
  });

  test("success ends the use of the state of a stream that is read whole", () => {
    const ledger = new StateLedger([readWhole]);
    ledger.add(streamState(0, "page 3"), 0, at(2));
    expect(ledger.take()?.states).toHaveLength(1);
    ledger.add(streamState(0, "page 9"), 0, at(4));
    ledger.succeed(0, 4);
    expect(ledger.take()).toEqual({ ...part([{ stream: 0, after: 2, through: 4, complete: true }], []), forget: [0] });
    ledger.add(streamState(0, "complete"), 0, at(4));
    expect(ledger.take()).toBeUndefined();
  });

  test("a GLOBAL state after that is saved without its entry", () => {
    const ledger = new StateLedger([readWhole, incremental]);
    ledger.succeed(0, 0);
    ledger.take();
    ledger.add(wholeState("g"), undefined, at(0, 1));
    expect(ledger.take()).toEqual({ ...part([{ stream: 1, after: 0, through: 1 }], ["g"]), forget: [0] });
  });
});

describe("failure", () => {
  test("a stream that failed keeps what its states earned; others go on", () => {
    const ledger = new StateLedger([incremental, incremental]);
    ledger.add(streamState(0, "a"), 0, at(2, 0));
    ledger.add(streamState(1, "b"), 1, at(4, 3));
    const ends = [
      { position: 4, succeeded: false, trailing: "keep" },
      { position: 5, succeeded: true, trailing: "keep" },
    ] as const;
    const { part: last, streams } = ledger.finish(ends);
    const rows = [
      { stream: 0, after: 0, through: 2 },
      { stream: 1, after: 0, through: 5, complete: true },
    ];
    expect(last).toEqual(part(rows, ["a", "b"]));
    expect(streams).toEqual([
      { lost: 2, withoutState: 0 },
      { lost: 0, withoutState: 2 },
    ]);
  });

  test("after lost rows no GLOBAL state is saved, nor rows after the last saved one", () => {
    const ledger = new StateLedger([incremental, incremental]);
    ledger.add(wholeState("g1"), undefined, at(2, 2));
    ledger.drop(0, 4);
    ledger.add(wholeState("g2"), undefined, at(3, 6));
    const ends = [
      { position: 3, succeeded: false, trailing: "keep" },
      { position: 6, succeeded: true, trailing: "keep" },
    ] as const;
    const { part: last, streams } = ledger.finish(ends);
    const rows = [
      { stream: 0, after: 0, through: 2 },
      { stream: 1, after: 0, through: 2 },
    ];
    expect(last).toEqual(part(rows, ["g1"]));
    expect(streams[1]).toEqual({ lost: 4, withoutState: 0 });
    expect(ledger.isComplete(1)).toBe(false);
  });

  test("a state whose last row is lost is not saved", () => {
    const ledger = new StateLedger([incremental]);
    ledger.add(streamState(0, "a"), 0, at(2));
    ledger.drop(0, 2);
    expect(ledger.take()).toBeUndefined();
  });

  test("a GLOBAL state that covers lost rows is not saved, one before them is", () => {
    const ledger = new StateLedger([incremental, incremental]);
    ledger.add(wholeState("g1"), undefined, at(2, 2));
    ledger.mark();
    ledger.add(wholeState("g2"), undefined, at(5, 5));
    ledger.drop(0, 3);
    expect(ledger.take()?.states.map(({ text }) => text)).toEqual(["g1"]);
  });

  test("the states the source was given tell that one state is for all", () => {
    const ledger = new StateLedger([incremental, incremental], "GLOBAL");
    const ends = [
      { position: 3, succeeded: false, trailing: "keep" },
      { position: 6, succeeded: true, trailing: "keep" },
    ] as const;
    expect(ledger.finish(ends)).toEqual({
      part: undefined,
      streams: [
        { lost: 3, withoutState: 0 },
        { lost: 6, withoutState: 0 },
      ],
    });
  });

  test("a part that could not be made visible takes its rows and states with it", () => {
    const ledger = new StateLedger([incremental, incremental]);
    ledger.add(streamState(0, "a"), 0, at(2, 0));
    const taken = ledger.take();
    ledger.add(streamState(0, "b"), 0, at(4, 0));
    ledger.giveUp(taken ?? part([], []));
    ledger.add(streamState(1, "c"), 1, at(4, 1));
    expect(ledger.take()).toEqual(part([{ stream: 1, after: 0, through: 1 }], ["c"]));
    expect(ledger.reach()).toEqual([0, 1]);
  });
});

describe("replaced streams", () => {
  test("rows and states wait for the swap", () => {
    const ledger = new StateLedger([replaced]);
    ledger.add(streamState(0, "a"), 0, at(2));
    ledger.mark();
    ledger.add(streamState(0, "b"), 0, at(3));
    expect(ledger.take()).toBeUndefined();
    ledger.succeed(0, 4);
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 4, complete: true }], ["b"]));
    ledger.add(streamState(0, "late"), 0, at(4));
    expect(ledger.take()).toEqual(part([], ["late"]));
  });

  test("they do not hold up a GLOBAL state, and never count as lost", () => {
    const ledger = new StateLedger([replaced, incremental]);
    ledger.drop(0, 1);
    ledger.add(wholeState("g"), undefined, at(7, 2));
    expect(ledger.take()).toEqual(part([{ stream: 1, after: 0, through: 2 }], ["g"]));
    expect(ledger.isBroken).toBe(false);
  });

  test("their STREAM states do not wipe out a GLOBAL one", () => {
    const ledger = new StateLedger([replaced], "GLOBAL");
    ledger.add(streamState(0, "a"), 0, at(1));
    ledger.succeed(0, 1);
    expect(ledger.take()).toEqual(part([{ stream: 0, after: 0, through: 1, complete: true }], []));
  });
});

test("whatever happens, a state is saved only with all rows it covers, and rows only with what earned them", () => {
  fc.assert(
    fc.property(
      fc.array(kind, { minLength: 1, maxLength: 4 }),
      fc.array(step, { maxLength: 60 }),
      fc.array(fc.boolean()),
      play,
    ),
    { numRuns: 2000 },
  );
});

const kind = fc.constantFrom(incremental, incremental, replaced, readWhole);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("rows" as const),
      stream: fc.nat(3),
      count: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("state" as const), stream: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("global" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("succeed" as const), stream: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), stream: fc.nat(3), back: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("take" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a run on the ledger and on a model which keeps everything that ever happened. */
function play(kinds: readonly (typeof incremental)[], steps: readonly Step[], successes: readonly boolean[]): void {
  const ledger = new StateLedger(kinds);
  const position = kinds.map(() => 0);
  const final = kinds.map(() => 0);
  const complete = kinds.map(() => false);
  const lostFrom = kinds.map(() => Infinity);
  const states = new Map<
    string,
    { readonly stream: number | undefined; readonly covers: readonly number[]; readonly isVoid: boolean }
  >();
  const saved: string[] = [];
  const isBroken = (): boolean => kinds.some(({ replace }, stream) => !replace && (lostFrom[stream] ?? 0) < Infinity);
  const hasWhole = (): boolean => [...states.values()].some(({ stream }) => stream === undefined);

  const check = (taken: EarnedPart | undefined, isEnd: boolean): void => {
    if (taken === undefined) return;
    const covered = kinds.map((_, stream) =>
      Math.max(0, ...[...states.values()].filter(({ isVoid }) => !isVoid).map(({ covers }) => covers[stream] ?? 0)),
    );
    for (const { stream, after, through, complete: isLast } of taken.streams) {
      expect(after).toBe(final[stream]);
      expect(through).toBeGreaterThanOrEqual(after);
      expect(through).toBeLessThan(lostFrom[stream] ?? 0);
      expect(complete[stream] && isLast).toBe(false);
      if (kinds[stream]?.replace) expect(isLast).toBe(true);
      else if (!isEnd) expect(covered).toSatisfy(() => through <= (covered[stream] ?? 0));
      final[stream] = through;
      complete[stream] ||= isLast;
    }
    for (const { text } of taken.states) {
      const state = states.get(text);
      saved.push(text);
      for (const [stream, covers] of (state?.covers ?? []).entries()) {
        if (!kinds[stream]?.replace) expect(final[stream]).toBeGreaterThanOrEqual(covers);
      }
      expect(state?.isVoid).toBe(false);
      if (state?.stream !== undefined && kinds[state.stream]?.replace) expect(complete[state.stream]).toBe(true);
    }
  };

  for (const [index, now] of steps.entries()) {
    const stream = "stream" in now ? now.stream % kinds.length : 0;
    const last = position[stream] ?? 0;
    if (now.do === "rows" && lostFrom[stream] === Infinity) position[stream] = last + now.count;
    if (now.do === "state" || now.do === "global") {
      const of = now.do === "state" ? stream : undefined;
      const text = `${of ?? "all"} ${index}`;
      const isVoid = of === undefined ? isBroken() : lostFrom[of] !== Infinity;
      const covers = position.map((ordinal, other) => (of === undefined || of === other ? ordinal : 0));
      states.set(text, { stream: of, covers, isVoid });
      ledger.add(of === undefined ? wholeState(text) : streamState(of, text), of, (other) => position[other] ?? 0);
    }
    if (now.do === "succeed") ledger.succeed(stream, last);
    if (now.do === "drop" && lostFrom[stream] === Infinity) {
      const from = Math.max((final[stream] ?? 0) + 1, last + 1 - now.back);
      lostFrom[stream] = from;
      for (const [text, state] of states) {
        const isLost = !kinds[stream]?.replace && (state.covers[stream] ?? 0) >= from;
        if (isLost) states.set(text, { ...state, isVoid: true });
      }
      ledger.drop(stream, from);
    }
    if (now.do === "take") check(ledger.take(ledger.mark()), false);
  }

  const isOk = (stream: number): boolean => successes[stream] === true && lostFrom[stream] === Infinity;
  const ends = kinds.map((_, stream) => ({
    position: position[stream] ?? 0,
    succeeded: isOk(stream),
    trailing: "keep" as const,
  }));
  check(ledger.finish(ends).part, true);
  for (const [stream, { replace }] of kinds.entries()) {
    const isStuck =
      hasWhole() &&
      (isBroken() || kinds.some((other, index) => !other.replace && !isOk(index) && position[index] !== final[index]));
    if (!replace && isOk(stream) && !isStuck) expect(final[stream]).toBe(position[stream]);
    if (replace && lostFrom[stream] === Infinity && !isOk(stream) && !complete[stream]) expect(final[stream]).toBe(0);
    const own = [...states].filter(([, state]) => state.stream === stream && !state.isVoid);
    const newest = own.at(-1)?.[0];
    if (!kinds[stream]?.fullRefresh && newest !== undefined && lostFrom[stream] === Infinity) {
      expect(saved.filter((text) => own.some(([other]) => other === text)).at(-1)).toBe(newest);
    }
  }
}

function at(...positions: readonly number[]): (stream: number) => number {
  return (stream) => positions[stream] ?? 0;
}

function streamState(stream: number, text: string): StateMessage {
  return { type: "STREAM", stream: { name: String(stream) }, text };
}

function wholeState(text: string, type: StateType = "GLOBAL"): StateMessage {
  return { type, text };
}

function part(
  streams: readonly {
    readonly stream: number;
    readonly after: number;
    readonly through: number;
    readonly complete?: boolean;
  }[],
  texts: readonly string[],
): EarnedPart {
  return {
    streams: streams.map((rows) => ({ complete: false, ...rows })),
    states: texts.map((text) => expect.objectContaining({ text })),
    forget: [],
  };
}
