import type { StateMessage, StateType } from "../protocol/state.ts";
import type { EarnedPart, EarnedRows } from "./earned-part.ts";
import {
  type LedgerAccount,
  openAccount,
  type LedgerStream,
  settleAccount,
  type StreamEnd,
  takeRows,
} from "./ledger-account.ts";

/** What is left to do at the end, and what became of the rows after the last state, per stream. */
export interface Settlement {
  readonly part: EarnedPart | undefined;
  readonly streams: readonly { readonly lost: number; readonly withoutState: number }[];
}

/**
 * Keeps account of which rows which state earns. A STREAM state earns the rows of its stream before it, GLOBAL and LEGACY
 * those of all streams. A state that waits is replaced by a newer one of the same kind, so that little is kept.
 *
 * `mark` names a moment; `take` gives out what was earned until then, once. In between, rows can still get lost (`drop`).
 * Streams go by their index, rows by their ordinal from 1.
 */
export class StateLedger {
  readonly #accounts: readonly LedgerAccount[];
  #pending: PendingState[] = [];
  #clock = 0;
  #marked = 0;
  /** A GLOBAL or LEGACY state is in force: rows of one stream cannot go on without those of the others. */
  #isWhole: boolean;
  /** Rows are lost that no GLOBAL or LEGACY state may pass over. */
  #isBroken = false;

  /** `type`: of the states that are kept of the connection, if any, whether the source was given them or not. */
  constructor(streams: readonly LedgerStream[], type?: StateType) {
    this.#accounts = streams.map(openAccount);
    this.#isWhole = type === "GLOBAL" || type === "LEGACY";
  }

  /** A state arrived, for one stream or (undefined) for all; `position` tells the last ordinal of each stream so far. */
  add(state: StateMessage, stream: number | undefined, position: (stream: number) => number): void {
    if (stream === undefined) this.#isWhole = true;
    const isUseless = stream === undefined ? this.#isBroken : this.#accounts[stream]?.isDropped !== false;
    if (isUseless) return;
    const waiting = this.#pending.findLastIndex((entry) => entry.stream === stream);
    if (this.#canSupersede(this.#pending[waiting])) this.#pending.splice(waiting, 1);
    const earned = stream === undefined ? this.#accounts.map((_, index) => position(index)) : position(stream);
    this.#pending.push({ at: ++this.#clock, state, stream, earned });
  }

  /** A stream ended well; its last row so far has the ordinal `position`. */
  succeed(stream: number, position: number): void {
    const account = this.#accounts[stream];
    if (account === undefined || account.success !== undefined || account.isDropped) return;
    account.success = { at: ++this.#clock, through: position };
  }

  /** The rows of a stream from this ordinal on will never be visible. */
  drop(stream: number, from: number): void {
    const account = this.#accounts[stream];
    if (account === undefined) return;
    account.isDropped = true;
    account.success = undefined;
    if (!account.replace) this.#isBroken = true;
    this.#pending = this.#pending.filter((entry) => account.replace || earnedBy(entry, stream) < from);
  }

  /** True when no more rows can become visible, but for those of streams that are replaced. */
  get isBroken(): boolean {
    return this.#isBroken && this.#isWhole;
  }

  /** True once the last rows of a stream that succeeded were given out. */
  isComplete(stream: number): boolean {
    return this.#accounts[stream]?.isComplete === true;
  }

  /** The present moment, for `take`. */
  mark(): number {
    this.#marked = this.#clock;
    return this.#clock;
  }

  /** Through which ordinal the rows of each stream are earned at a moment. */
  reach(moment: number = this.#clock): number[] {
    const reach = this.#accounts.map(({ taken, granted, replace, success }) =>
      Math.max(taken, granted, replace && success !== undefined && success.at <= moment ? success.through : 0),
    );
    for (const entry of this.#pending) {
      if (entry.at > moment) continue;
      for (const [stream, account] of this.#accounts.entries()) {
        if (!account.replace) reach[stream] = Math.max(reach[stream] ?? 0, earnedBy(entry, stream));
      }
    }
    return reach;
  }

  /** What was earned until a moment and not taken yet; undefined when there is nothing. */
  take(moment: number = this.#clock): EarnedPart | undefined {
    const reach = this.reach(moment);
    const streams = this.#accounts.flatMap((account, stream) => takeRows(account, stream, reach[stream] ?? 0, moment));
    const ready = this.#pending.filter((entry) => entry.at <= moment && this.#isFree(entry));
    this.#pending = this.#pending.filter((entry) => !ready.includes(entry));
    const states = ready.filter((entry) => this.#isOfUse(entry)).map(({ state }) => state);
    const forget = this.#forgotten(streams, states);
    return streams.length + states.length + forget.length === 0 ? undefined : { streams, states, forget };
  }

  /** A part that was taken could not be made visible: its rows are lost. */
  giveUp(part: EarnedPart): void {
    for (const { stream, after } of part.streams) {
      this.drop(stream, after + 1);
      const account = this.#accounts[stream];
      if (account !== undefined) Object.assign(account, { taken: after, isComplete: false });
    }
  }

  /** Nothing more will arrive: what can still become visible, and what is lost. */
  finish(ends: readonly StreamEnd[]): Settlement {
    const reach = this.reach();
    for (const [stream, { position, succeeded }] of ends.entries()) {
      const isLost = !succeeded && this.#accounts[stream]?.replace === false && position > (reach[stream] ?? 0);
      if (isLost) this.drop(stream, (reach[stream] ?? 0) + 1);
    }
    const at = ++this.#clock;
    const streams = this.#accounts.map((account, stream) => {
      const end = ends[stream] ?? { position: 0, succeeded: false, trailing: "keep" };
      return settleAccount(account, end, { reach: reach[stream] ?? 0, isBroken: this.isBroken, at });
    });
    return { part: this.take(), streams };
  }

  /** A newer state takes the place of one that no mark asks for. */
  #canSupersede(entry: PendingState | undefined): boolean {
    return entry !== undefined && (entry.at > this.#marked || !this.#isFree(entry));
  }

  /** States of a stream that is replaced are saved with its swap, or after it. */
  #isFree({ stream }: PendingState): boolean {
    const account = stream === undefined ? undefined : this.#accounts[stream];
    return account === undefined || !account.replace || account.isComplete;
  }

  /** The state of a stream that is read whole each time would wipe out a GLOBAL or LEGACY state, and ends with success. */
  #isOfUse({ stream }: PendingState): boolean {
    const account = stream === undefined ? undefined : this.#accounts[stream];
    if (account === undefined || !account.fullRefresh) return true;
    return !this.#isWhole && (account.replace || !account.isComplete);
  }

  #forgotten(streams: readonly EarnedRows[], states: readonly StateMessage[]): number[] {
    const isGlobal = states.some(({ type }) => type === "GLOBAL");
    const completed = new Set(streams.filter(({ complete }) => complete).map(({ stream }) => stream));
    return this.#accounts.flatMap(({ fullRefresh, replace, isComplete }, stream) =>
      fullRefresh && !replace && isComplete && (isGlobal || completed.has(stream)) ? [stream] : [],
    );
  }
}

interface PendingState {
  readonly at: number;
  readonly state: StateMessage;
  readonly stream: number | undefined;
  /** The last ordinal it earns, of its stream or of each stream. */
  readonly earned: number | readonly number[];
}

function earnedBy({ stream, earned }: PendingState, index: number): number {
  if (typeof earned === "number") return stream === index ? earned : 0;
  return earned[index] ?? 0;
}
