import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { Progress, StreamProgress } from "./progress.ts";
import { renderProgress } from "./render-progress.ts";

const terminal = {
  style: (_style: unknown, text: string): string => `\u001b[1m${text}\u001b[22m`,
  columns: 80,
  rows: 24,
};
const clock = { startedAt: 0, now: 12_000, frame: 0 };

function stream(label: string, changes: Partial<StreamProgress> = {}): StreamProgress {
  return { label, status: "waiting", read: 0, bytes: 0, written: 0, ...changes };
}

function render(
  streams: readonly StreamProgress[],
  { savedAt, ...size }: { columns?: number; rows?: number; savedAt?: number } = {},
): string[] {
  const progress: Progress = {
    source: "sample:shop",
    step: "reading sample:shop",
    streams: new Map(streams.map((each) => [each.label, each])),
    readingSince: 2_000,
    ...(savedAt === undefined ? {} : { savedAt }),
  };
  return renderProgress(progress, clock, { ...terminal, ...size }).map(stripVTControlCharacters);
}

test("the head sums up, each stream has its line", () => {
  const users = stream("users", {
    status: "reading",
    read: 2500,
    bytes: 1_100_000,
    written: 2000,
    estimate: 10_000,
    since: 2_000,
  });
  expect(render([users, stream("products")])).toEqual([
    "⠋ reading sample:shop  12 s · 250 records/s · 2,000 rows stored",
    "  ▸ users            2,500 records    1.1 MB of about 10,000 (25 %, 30 s left)",
    "  · products   waiting",
  ]);
});

test("a wait for the rate limit says how long; an old state says its age", () => {
  const users = stream("users", { status: "rate-limited", limitedAt: 10_000, quotaReset: 137_000 });
  expect(render([users], { savedAt: 1_000 })).toEqual([
    "⠋ reading sample:shop  12 s · state saved 11 s ago",
    "  ⏸ users      waiting for the API's rate limit, 2 min 5 s left",
  ]);
});

test("many streams: those that are done and those that wait take a line each, the others keep theirs", () => {
  const streams = Array.from({ length: 30 }, (_, index) =>
    stream(
      `s${index}`,
      index < 10 ? { status: "ok", read: 100, bytes: 1000 } : index < 12 ? { status: "reading", read: 5 } : {},
    ),
  );
  expect(render(streams)).toEqual([
    expect.stringContaining("reading sample:shop"),
    "  ✔ 10 streams       1,000 records   10.0 kB",
    "  ▸ s10                  5 records       0 B",
    "  ▸ s11                  5 records       0 B",
    "  · 18 streams waiting",
  ]);
});

test("never more rows or columns than the terminal has", () => {
  const streams = Array.from({ length: 40 }, (_, index) =>
    stream(`stream-with-a-long-name-${"小".repeat(index)}`, { status: "reading", read: 5_000_000 }),
  );
  for (const [columns, rows] of [
    [30, 10],
    [80, 24],
    [200, 6],
  ] as const) {
    const lines = render(streams, { columns, rows });
    expect(lines.length).toBeLessThan(rows);
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThan(columns);
  }
});
