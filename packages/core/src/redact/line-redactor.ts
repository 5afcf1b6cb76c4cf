import type { Redactor } from "./redactor.ts";

/** Lines that are held back because they may end in the beginning of a secret. */
const maxHeld = 256;

/**
 * Redacts lines that come one by one, also a secret that is parted over some of them: a line that may end in the beginning of one is held until the next
 * shows it, or the lines end.
 */
export class LineRedactor {
  readonly #redactor: Pick<Redactor, "redact" | "mayGoOn">;
  #held: string[] = [];

  constructor(redactor: Pick<Redactor, "redact" | "mayGoOn">) {
    this.#redactor = redactor;
  }

  /** Takes a line; gives those that can be shown. */
  push(line: string): string[] {
    this.#held.push(line);
    return this.#held.length < maxHeld && this.#redactor.mayGoOn(this.#held.join("\n")) ? [] : this.end();
  }

  /** Gives what was held back. */
  end(): string[] {
    const lines = this.#held;
    this.#held = [];
    return lines.length === 0 ? [] : this.#redactor.redact(lines.join("\n")).split("\n");
  }
}
