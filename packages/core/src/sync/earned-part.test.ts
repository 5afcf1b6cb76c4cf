import { expect, test } from "vitest";
import { type EarnedPart, splitByStream, splitLargePart } from "./earned-part.ts";

const indexOfStream = (id: string): number => Number(id.slice(1));

test("a part of many streams becomes parts of a few, each with its rows and states, in order", () => {
  const part = partOf(70);
  const parts = splitLargePart(part, indexOfStream);
  expect(parts.map(({ streams }) => streams.length)).toEqual([32, 32, 6]);
  expect(parts.flatMap(({ streams }) => streams)).toEqual(part.streams);
  expect(parts.flatMap(({ states }) => states)).toEqual(part.states);
  for (const { streams, states } of parts)
    expect(states.map(({ stream }) => stream?.name)).toEqual(streams.map(({ stream }) => `s${stream}`));
});

test("a part of few streams, or one whose state covers several, stays whole", () => {
  expect(splitLargePart(partOf(32), indexOfStream)).toHaveLength(1);
  const part = { ...partOf(70), states: [{ type: "GLOBAL", text: "{}" } as const] };
  expect(splitLargePart(part, indexOfStream)).toEqual([part]);
  expect(splitByStream(part, indexOfStream)).toBeUndefined();
});

function partOf(count: number): EarnedPart {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    streams: numbers.map((stream) => ({ stream, after: 0, through: 10, complete: true })),
    states: numbers.map((index) => ({ type: "STREAM", stream: { name: `s${index}` }, text: `{"at":${index}}` })),
    forget: [],
  };
}
