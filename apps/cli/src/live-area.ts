import stringWidth from "string-width";
import type { Terminal } from "./terminal/terminal.ts";

type Screen = Pick<Terminal, "draw" | "showLine">;

/** Lines at the end of a terminal that are drawn over themselves, each time in one piece so that nothing flickers. */
export class LiveArea {
  readonly #screen: Screen;
  readonly #columns: () => number;
  #widths: readonly number[] = [];

  constructor(screen: Screen, columns: () => number) {
    this.#screen = screen;
    this.#columns = columns;
  }

  /** Shows these lines in place of those before; `above` is text that stays, over them. */
  show(lines: readonly string[], above?: string): void {
    const kept =
      above === undefined ? "" : `${ERASE_BELOW}${above.split("\n").map(this.#screen.showLine).join("\n")}\n`;
    const drawn = lines.map((line) => `${this.#screen.showLine(line)}${ERASE_REST}\n`).join("");
    this.#screen.draw(`${BEGIN}${this.#moveToTop()}${kept}${drawn}${ERASE_BELOW}${END}`);
    this.#widths = lines.map((line) => stringWidth(line));
  }

  /** Up to where the lines of before begin: each of them takes several rows where the terminal has become narrower. */
  #moveToTop(): string {
    const columns = Math.max(1, this.#columns());
    const rows = this.#widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
    return rows === 0 ? "" : `\u001b[${rows}F`;
  }
}

const ERASE_REST = "\u001b[K";
const ERASE_BELOW = "\u001b[0J";

/** Between these, a terminal that knows how shows nothing half-drawn. */
const BEGIN = "\u001b[?2026h";
const END = "\u001b[?2026l";
