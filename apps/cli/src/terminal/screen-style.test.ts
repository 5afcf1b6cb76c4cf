import { expect, test } from "vitest";
import { ScreenStyle } from "./screen-style.ts";

test("our own styles are shown, a stranger's are text", () => {
  const screen = new ScreenStyle(true);
  const text = `${screen.style(["bold", "red"], "✖ \u001b[32mall is well")} \u001b[2J`;
  const shown = screen.showText(text);
  expect(shown).toBe("\u001b[1m\u001b[31m✖ \\u001b[32mall is well\u001b[39m\u001b[22m \\u001b[2J");
});

test("a style of another process, or a guess at the mark, is text", () => {
  const stranger = new ScreenStyle(true).style("red", "x");
  expect(new ScreenStyle(true).showLine(stranger)).not.toContain("\u001b");
  expect(new ScreenStyle(true).showLine("\u001b[100000000;31mx")).toBe("\\u001b[100000000;31mx");
});

test("without colours there are no styles at all", () => {
  const screen = new ScreenStyle(false);
  expect(screen.showText(screen.style("bold", "a\u001b[1mb"))).toBe("a\\u001b[1mb");
});
