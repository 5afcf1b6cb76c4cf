import { describe, expect, test } from "vitest";
import type { OpenReadOptions } from "../src/connector/source.ts";
import { globalState, legacyState, record, status, stream, streamState } from "./airbyte-message.ts";
import { SyncSession } from "./sync-session.ts";

const rows = 7;
const everyTwo = 2;
const finalizeEvery = { rows: 3 };

/** How a source tells its states, and reads them back. */
interface StateStyle {
  readonly write: (done: Readonly<Record<string, number>>, name: string) => object;
  readonly read: (options: OpenReadOptions) => Readonly<Record<string, number>>;
}

interface Entry {
  readonly stream_descriptor: { readonly name: string };
  readonly stream_state: number;
}

const styles: Readonly<Record<string, StateStyle>> = {
  STREAM: {
    write: (done, name) => streamState(name, done[name]),
    read: ({ states }) =>
      Object.fromEntries(states.map((text) => toPair((JSON.parse(text) as { stream: Entry }).stream))),
  },
  GLOBAL: {
    write: (done) => globalState("shared", done),
    read: ({ states }) => {
      const entries = states.flatMap(
        (text) => (JSON.parse(text) as { global: { stream_states: Entry[] } }).global.stream_states,
      );
      return Object.fromEntries(entries.map(toPair));
    },
  },
  LEGACY: {
    write: (done) => legacyState({ ...done }),
    read: ({ states }) =>
      Object.assign({}, ...states.map((text) => (JSON.parse(text) as { data: object }).data)) as Record<string, number>,
  },
};

describe.each(Object.entries(styles))("a source with %s states", (_, style) => {
  test("may die after any message: the next sync brings every row once", async () => {
    const length = [...read(style, { states: [] } as never)].length;
    for (let last = 0; last < length; last++) {
      const session = new SyncSession(stream("a"), stream("b"), stream("whole", { incremental: false }));
      const first = await session.sync({
        send: (given) => [...read(style, given)].slice(0, last),
        exitCode: 1,
        finalizeEvery,
      });
      expect(first.outcome).not.toBe("ok");
      const second = await session.sync({ send: (given) => read(style, given), finalizeEvery });
      expect(second.outcome).toBe("ok");
      for (const name of ["a", "b", "whole"])
        expect({ last, ids: await session.ids(name) }).toEqual({ last, ids: numbers(rows) });
    }
  });

  test("may be interrupted after any message as well", async () => {
    const length = [...read(style, { states: [] } as never)].length;
    for (let last = 0; last < length; last++) {
      const session = new SyncSession(stream("a"), stream("b"), stream("whole", { incremental: false }));
      const controller = new AbortController();
      const send = function* (given: OpenReadOptions): Generator<object> {
        for (const [index, message] of [...read(style, given)].entries()) {
          if (index === last) controller.abort("ctrl-c");
          yield message;
        }
      };
      await expect(session.sync({ send, signal: controller.signal, finalizeEvery })).rejects.toMatchObject({
        code: "INTERRUPTED",
      });
      await session.sync({ send: (given) => read(style, given), finalizeEvery });
      for (const name of ["a", "b", "whole"])
        expect({ last, ids: await session.ids(name) }).toEqual({ last, ids: numbers(rows) });
    }
  });
});

/** Three streams in turns, two that go on from their states and one that is read whole, with a state after every other row. */
function* read(style: StateStyle, given: OpenReadOptions): Generator<object> {
  const done: Record<string, number> = { a: 0, b: 0, ...style.read(given), whole: 0 };
  for (const name of Object.keys(done)) yield status(name, "STARTED");
  for (let turn = 1; turn <= rows; turn++) {
    for (const name of Object.keys(done)) {
      if ((done[name] ?? 0) >= rows) continue;
      done[name] = (done[name] ?? 0) + 1;
      yield record(name, { id: done[name] });
      if (turn % everyTwo === 0) yield style.write(done, name);
    }
  }
  for (const name of Object.keys(done)) yield* [style.write(done, name), status(name, "COMPLETE")];
}

function toPair({ stream_descriptor, stream_state }: Entry): [string, number] {
  return [stream_descriptor.name, stream_state];
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
