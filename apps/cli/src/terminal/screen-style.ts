import { randomInt } from "node:crypto";
import { styleText } from "node:util";
import { escapeLine, escapeText } from "./escape-text.ts";

/** The styles the command line uses, by meaning. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/**
 * Styles for text that is escaped as a whole before it is shown: the styles are marked by a number that only this process knows, so that they survive and
 * a stranger's do not. Marked styles take no columns, as real ones.
 */
export class ScreenStyle {
  readonly #mark = String(randomInt(1e8, 1e9));
  readonly #marked = new RegExp(`\u001b\\[${this.#mark};([\\d;]+)m`, "g");
  readonly #isColored: boolean;

  constructor(isColored: boolean) {
    this.#isColored = isColored;
  }

  /** The text in a style; as it is where there are no colours. */
  style(style: Style | readonly Style[], text: string): string {
    if (!this.#isColored) return text;
    const [before = "", after = ""] = styleText([style].flat(), "\0", { validateStream: false }).split("\0");
    return `${this.#markStyles(before)}${text}${this.#markStyles(after)}`;
  }

  /** Text of several lines as the terminal gets it. */
  showText(text: string): string {
    return this.#show(text, escapeText);
  }

  /** One line as the terminal gets it. */
  showLine(text: string): string {
    return this.#show(text, escapeLine);
  }

  #markStyles(sequences: string): string {
    return sequences.replaceAll("\u001b[", `\u001b[${this.#mark};`);
  }

  #show(text: string, escape: (text: string) => string): string {
    const pieces = text.split(this.#marked);
    return pieces.map((piece, index) => (index % 2 === 0 ? escape(piece) : `\u001b[${piece}m`)).join("");
  }
}
