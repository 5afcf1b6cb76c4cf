import { expect, test } from "vitest";
import type { StreamStatus } from "../protocol/trace.ts";
import { type StreamFault, StreamVerdicts } from "./stream-verdict.ts";

type Sign = readonly [stream: number | undefined, sign: StreamStatus | "ERROR"];
const ok = undefined;

test.each<[string, readonly Sign[], boolean, readonly (StreamFault | undefined)[]]>([
  ["nothing said, ended well", [], true, [ok, ok]],
  ["nothing said, ended badly", [], false, ["source-failed", "source-failed"]],
  ["no status, an error of its own", [[undefined, "ERROR"]], true, ["source-failed", "source-failed"]],
  ["no status, an error of one stream", [[0, "ERROR"]], true, ["error", "source-failed"]],
  [
    "both complete, ended badly",
    [
      [0, "STARTED"],
      [0, "COMPLETE"],
      [1, "COMPLETE"],
    ],
    false,
    [ok, ok],
  ],
  [
    "started and not completed, ended well",
    [
      [0, "STARTED"],
      [1, "COMPLETE"],
    ],
    true,
    ["not-completed", ok],
  ],
  [
    "running",
    [
      [0, "RUNNING"],
      [1, "COMPLETE"],
    ],
    true,
    ["not-completed", ok],
  ],
  ["nothing about one, ended well", [[0, "COMPLETE"]], true, [ok, "silent"]],
  [
    "incomplete, ended well",
    [
      [0, "INCOMPLETE"],
      [1, "COMPLETE"],
    ],
    true,
    ["incomplete", ok],
  ],
  [
    "incomplete, then complete",
    [
      [0, "INCOMPLETE"],
      [0, "COMPLETE"],
      [1, "COMPLETE"],
    ],
    true,
    ["incomplete", ok],
  ],
  [
    "complete, then incomplete",
    [
      [0, "COMPLETE"],
      [0, "INCOMPLETE"],
      [1, "COMPLETE"],
    ],
    true,
    ["incomplete", ok],
  ],
  [
    "complete, then started",
    [
      [0, "COMPLETE"],
      [0, "STARTED"],
      [1, "COMPLETE"],
    ],
    true,
    [ok, ok],
  ],
  [
    "an error, then complete",
    [
      [0, "ERROR"],
      [0, "COMPLETE"],
      [1, "COMPLETE"],
    ],
    true,
    ["error", ok],
  ],
  [
    "an error that sums up at the end",
    [
      [0, "INCOMPLETE"],
      [1, "COMPLETE"],
      [undefined, "ERROR"],
    ],
    false,
    ["incomplete", ok],
  ],
  ["only a status of a stream that is not read", [[undefined, "COMPLETE"]], true, ["silent", "silent"]],
])("%s", (_, signs, endedWell, verdicts) => {
  const judge = new StreamVerdicts(2);
  for (const [stream, sign] of signs) {
    if (sign === "ERROR") judge.noteError(stream);
    else judge.noteStatus(stream, sign);
  }
  expect([judge.judge(0, endedWell), judge.judge(1, endedWell)]).toEqual(verdicts);
});

test("a status tells when its stream has ended well, once", () => {
  const judge = new StreamVerdicts(2);
  expect(judge.noteStatus(0, "STARTED")).toBe(false);
  expect(judge.noteStatus(0, "COMPLETE")).toBe(true);
  expect(judge.noteStatus(0, "COMPLETE")).toBe(false);
  judge.noteError(1);
  expect(judge.noteStatus(1, "COMPLETE")).toBe(false);
});
