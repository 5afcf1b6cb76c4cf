import { expect, test } from "vitest";
import { parseCadence } from "./parse-cadence.ts";

test.each([
  ["50rows", { rows: 50 }],
  ["1row", { rows: 1 }],
  ["500ms", { seconds: 0.5 }],
  ["1.5m", { seconds: 90 }],
  ["10000rows,30s", { rows: 10_000, seconds: 30 }],
  [" 2h , 7 rows ", { seconds: 7200, rows: 7 }],
])("%s", (text, cadence) => {
  expect(parseCadence(text, "--checkpoint-every")).toEqual(cadence);
});

test.each([
  "",
  "50",
  "0rows",
  "0s",
  "-1rows",
  "1.5rows",
  "50rows,60rows",
  "1s,2m",
  "50rows,",
  "rows",
  "99999999999999999999rows",
  "50 lines",
])("%j is refused", (text) => {
  expect(() => parseCadence(text, "--checkpoint-every")).toThrow(
    expect.objectContaining({
      code: "USAGE",
      message: expect.stringContaining(`--checkpoint-every ${text} says`) as string,
    }) as Error,
  );
});
