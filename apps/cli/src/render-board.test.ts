import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { Progress, StreamProgress } from "./progress.ts";
import { renderBoard } from "./render-board.ts";

const clock = { startedAt: 0, now: 12_000, frame: 0 };

function progress(streams: readonly Partial<StreamProgress>[], changes: Partial<Progress> = {}): Progress {
  const all = streams.map((stream, index): [string, StreamProgress] => [
    `s${index}`,
    { label: `s${index}`, status: "waiting", read: 0, bytes: 0, written: 0, ...stream },
  ]);
  return { source: "x", step: "starting x", streams: new Map(all), ...changes };
}

function render(board: readonly (readonly [string, Progress | undefined])[], rows = 24, columns = 80): string[] {
  const terminal = { style: (_style: unknown, text: string): string => text, columns, rows };
  return renderBoard(new Map(board), clock, terminal).map(stripVTControlCharacters);
}

test("a line a connection: what is over, what reads with its streams, what waits", () => {
  const over = progress([{ status: "ok", written: 1200 }, { status: "ok" }], { outcome: "ok" });
  const reading = progress([{ status: "reading", read: 50, bytes: 5000 }, {}], {
    readingSince: 2_000,
    startedAt: 2_000,
  });
  expect(
    render([
      ["github", over],
      ["shop", reading],
      ["broken", progress([], { outcome: "failed" })],
      ["later", undefined],
    ]),
  ).toEqual([
    "⠋ 2 of 4 connections done  12 s · 1,200 rows stored",
    "  ✔ github  1,200 rows stored of 2 streams",
    "  ✖ broken  ",
    "  ▸ shop    reading  10 s · 5 records/s",
    "    ▸ s0                  50 records    5.0 kB",
    "  · 1 connection waiting",
  ]);
});

test("never more rows or columns than the terminal has", () => {
  const busy = progress(
    Array.from({ length: 30 }, () => ({ status: "reading", read: 5_000_000 }) as const),
    { readingSince: 0 },
  );
  const board = Array.from(
    { length: 20 },
    (_, index) => [`connection-${index}`, index < 4 ? busy : progress([], { outcome: "ok" })] as const,
  );
  for (const [rows, columns] of [
    [10, 40],
    [24, 80],
    [60, 200],
  ] as const) {
    const lines = render(board, rows, columns);
    expect(lines.length).toBeLessThan(rows);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns);
  }
});
