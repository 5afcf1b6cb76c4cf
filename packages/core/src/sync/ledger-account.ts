import type { EarnedRows } from "./earned-part.ts";

/** What the ledger needs to know of a stream. */
export interface LedgerStream {
  /** Its rows become visible all at once, at success: states neither earn them nor wait for them. */
  readonly replace: boolean;
  /** It is read from its beginning every time: success ends the use of its state. */
  readonly fullRefresh: boolean;
}

/** How a stream ended. `position` is the ordinal of its last row. */
export interface StreamEnd {
  readonly position: number;
  readonly succeeded: boolean;
  readonly trailing: "keep" | "discard";
}

/** The ledger's account of one stream. */
export interface LedgerAccount extends LedgerStream {
  /** The last ordinal that was given out. */
  taken: number;
  /** The last ordinal that success makes visible without a state. */
  granted: number;
  isComplete: boolean;
  isDropped: boolean;
  /** When the stream ended well, and through which row. */
  success: { readonly at: number; readonly through: number } | undefined;
}

/** The account of a stream before its first row. */
export function openAccount({ replace, fullRefresh }: LedgerStream): LedgerAccount {
  return { replace, fullRefresh, taken: 0, granted: 0, isComplete: false, isDropped: false, success: undefined };
}

/** Gives out the rows through an ordinal, and the stream's completion once all its rows are earned. */
export function takeRows(account: LedgerAccount, stream: number, through: number, moment: number): EarnedRows[] {
  const { taken: after, success } = account;
  const complete = !account.isComplete && success !== undefined && success.at <= moment && success.through <= through;
  if (through <= after && !complete) return [];
  account.taken = through;
  account.isComplete ||= complete;
  return [{ stream, after, through, complete }];
}

/** Decides on the rows after the last state: success makes them visible, unless rows that a state for all streams covers are lost. */
export function settleAccount(
  account: LedgerAccount,
  { position, succeeded, trailing }: StreamEnd,
  ledger: { readonly reach: number; readonly isBroken: boolean; readonly at: number },
): { readonly lost: number; readonly withoutState: number } {
  const rest = position - (account.replace ? account.taken : ledger.reach);
  const isLost =
    !succeeded || account.isDropped || (account.replace ? account.isComplete : ledger.isBroken && rest > 0);
  if (isLost) {
    account.success = undefined;
    return { lost: rest, withoutState: 0 };
  }
  const isKept = account.replace || trailing === "keep";
  account.granted = isKept ? position : ledger.reach;
  account.success = { at: ledger.at, through: account.granted };
  if (account.replace) return { lost: 0, withoutState: 0 };
  return isKept ? { lost: 0, withoutState: rest } : { lost: rest, withoutState: 0 };
}
