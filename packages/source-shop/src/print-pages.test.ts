import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Page } from "./page.ts";
import { printPages } from "./print-pages.ts";

test("no page is made before the one before it was taken", async () => {
  let made = 0;
  const madeAtWrite: number[] = [];
  function* pages(): Generator<Page> {
    for (; made < 5; made++) yield { messages: [{ type: "LOG" }] };
  }
  const slow = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, done) {
      madeAtWrite.push(made);
      setImmediate(done);
    },
  });
  await printPages(pages(), slow);
  expect(madeAtWrite).toEqual([0, 1, 2, 3, 4]);
});

test("each message is a line, and one failed page makes the run failed", async () => {
  let text = "";
  const output = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const pages: Page[] = [
    { messages: [{ type: "LOG" }, { type: "TRACE" }], failed: true },
    { messages: [{ type: "STATE" }] },
  ];
  expect(await printPages(pages, output)).toEqual({ failed: true });
  expect(text).toBe('{"type":"LOG"}\n{"type":"TRACE"}\n{"type":"STATE"}\n');
});
