import type { Phase } from "./step.ts";

/** Follows the finalizes of a cache: whether one has been committed, whether the transaction of one is open, a table half swapped. */
export class FinalizePhase {
  #isFinalizing = false;
  #current: Phase | undefined;
  /** The phase outside of a transaction. */
  #outside: "committed" | undefined;

  get current(): Phase | undefined {
    return this.#current;
  }

  noteFinalize(isBegun: boolean): void {
    this.#isFinalizing = isBegun;
    if (!isBegun) this.#outside = "committed";
    this.#current = this.#outside;
  }

  /** A statement has begun. Those of a finalize before its BEGIN belong to transactions of their own. */
  noteStatement(sql: string): void {
    if (!this.#isFinalizing) return;
    if (/^begin\b/i.test(sql)) this.#current = "transaction";
    else if (/^rollback\b/i.test(sql)) this.#current = this.#outside;
    else if (this.#current === this.#outside) return;
    else if (/^commit\b/i.test(sql)) this.#current = "commit";
    else if (swap.test(sql)) this.#current = "swap";
  }
}

/** The visible table goes, or the one with the new rows takes its name. */
const swap = /^(drop table (if exists )?"crash("\."|_)(first|second|third)"|alter table .* rename to )/i;
