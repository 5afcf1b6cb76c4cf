import type { Phase } from "./step.ts";

/** Follows what a cache does, and knows whether the transaction of a finalize is open, and a table half swapped. */
export class FinalizePhase {
  #isFinalizing = false;
  #current: Phase | undefined;

  get current(): Phase | undefined {
    return this.#current;
  }

  noteFinalize(isBegun: boolean): void {
    this.#isFinalizing = isBegun;
    this.#current = undefined;
  }

  /** A statement has begun. Those of a finalize before its BEGIN belong to transactions of their own. */
  noteStatement(sql: string): void {
    if (!this.#isFinalizing) return;
    if (/^begin\b/i.test(sql)) this.#current = "transaction";
    else if (/^rollback\b/i.test(sql)) this.#current = undefined;
    else if (this.#current === undefined) return;
    else if (/^commit\b/i.test(sql)) this.#current = "commit";
    else if (swap.test(sql)) this.#current = "swap";
  }
}

/** The visible table goes, or the one with the new rows takes its name. */
const swap = /^(drop table (if exists )?"crash("\."|_)(first|second|third)"|alter table .* rename to )/i;
