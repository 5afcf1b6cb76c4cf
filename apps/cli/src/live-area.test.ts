import { expect, test } from "vitest";
import { LiveArea } from "./live-area.ts";

test("lines are drawn over those before, in one piece", () => {
  const drawn: string[] = [];
  const area = new LiveArea({ draw: (text) => void drawn.push(text), showLine: (text) => text }, () => 80);
  area.show(["one", "two"]);
  area.show(["three"], "stays");
  area.show([]);
  expect(drawn).toEqual([
    "\u001b[?2026hone\u001b[K\ntwo\u001b[K\n\u001b[0J\u001b[?2026l",
    "\u001b[?2026h\u001b[2F\u001b[0Jstays\nthree\u001b[K\n\u001b[0J\u001b[?2026l",
    "\u001b[?2026h\u001b[1F\u001b[0J\u001b[?2026l",
  ]);
});

test("lines that a narrower terminal has broken are found again", () => {
  const drawn: string[] = [];
  let columns = 80;
  const area = new LiveArea({ draw: (text) => void drawn.push(text), showLine: (text) => text }, () => columns);
  area.show(["a line of thirty columns, bold", "short"]);
  columns = 20;
  area.show([]);
  expect(drawn[1]).toContain("\u001b[3F");
});
