import type { CacheRun, FinalizeReport } from "../cache/cache.ts";
import type { BatchStager } from "./batch-stager.ts";
import { type EarnedPart, type EarnedRows, splitByStream, splitLargePart } from "./earned-part.ts";
import { isFatal } from "./run-faults.ts";
import type { StateLedger } from "./state-ledger.ts";
import type { StreamIntake } from "./stream-intake.ts";
import type { FinalizeCadence } from "./sync-options.ts";

/** What a finalize queue works with, and whom it tells. */
export interface FinalizeQueueOptions {
  readonly run: CacheRun;
  readonly intakes: readonly StreamIntake[];
  readonly ledger: StateLedger;
  readonly stager: BatchStager;
  readonly cadence: FinalizeCadence;
  /** The first part of the run has this share of the rows and bytes of the others. */
  readonly firstShare: number;
  readonly signal: AbortSignal;
  /** The index of a stream by its id. */
  readonly indexOf: (id: string) => number | undefined;
  readonly onFinalized: (part: EarnedPart, report: FinalizeReport) => void;
  /** A part could not be finalized: its rows are lost. */
  readonly onFailed: (part: EarnedPart, error: unknown) => void;
}

/** Makes earned rows visible in the background, one transaction at a time, while more is read and staged. */
export class FinalizeQueue {
  readonly #options: FinalizeQueueOptions;
  readonly #replaced: readonly StreamIntake[];
  #wanted:
    | { readonly moment: number; readonly moves: readonly EarnedRows[]; readonly staged: Promise<void> }
    | undefined;
  #working: Promise<void> | undefined;
  /** The cache asks to gather more first; it is heard at states, not at a stream's end. */
  #pausedUntil = 0;
  #last = { rows: 0, bytes: 0, at: performance.now() };
  /** Of streams that are replaced: what has been moved into their unfinished generation. */
  readonly #moved = new Map<StreamIntake, { readonly rows: number; readonly bytes: number }>();

  constructor(options: FinalizeQueueOptions) {
    this.#options = options;
    this.#replaced = options.intakes.filter(({ planned }) => planned.plan.mode === "replace");
  }

  /** A state arrived: finalizes when enough has gathered, unless a finalize is waiting already. */
  offer(): void {
    const { rows, bytes } = this.#options.stager.gathered;
    const { cadence, firstShare } = this.#options;
    const share = this.#last.rows === 0 ? firstShare : 1;
    const isDue =
      rows - this.#last.rows >= cadence.rows * share ||
      bytes - this.#last.bytes >= cadence.bytes * share ||
      performance.now() - this.#last.at >= cadence.seconds * 1000;
    if (isDue && this.#wanted === undefined && performance.now() >= this.#pausedUntil) this.request();
  }

  /** Much may have been staged of streams that are replaced: moves it on, so that staging stays small. */
  relieve(): void {
    if (this.#wanted === undefined && this.#findCrowded().length > 0) this.request();
  }

  /** Finalizes what is earned by now. Batches are cut where their states stand. */
  request(): void {
    const { ledger, stager, intakes } = this.#options;
    const moment = ledger.mark();
    const reach = ledger.reach(moment);
    for (const intake of intakes) stager.cut(intake, reach[intake.index]);
    const moves = this.#findCrowded().map((intake) => this.#move(intake));
    this.#wanted = { moment, moves: [...(this.#wanted?.moves ?? []), ...moves], staged: stager.settled() };
    this.#last = { ...stager.gathered, at: performance.now() };
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** Settles when nothing is under way or waiting. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  /** Finalizes what is earned now; nothing else may be under way. Where one stream fails, the others are tried alone. */
  async finalize(part: EarnedPart): Promise<void> {
    for (const one of splitLargePart(part, this.#options.indexOf)) await this.#finalizeOne(one);
  }

  async #finalizeOne(part: EarnedPart): Promise<void> {
    let report: FinalizeReport;
    try {
      report = await this.#commit(part);
    } catch (error) {
      return await this.#recover(part, error);
    }
    this.#pausedUntil = performance.now() + (report.pause ?? 0);
    this.#options.onFinalized(part, report);
  }

  async #recover(part: EarnedPart, error: unknown): Promise<void> {
    const { ledger, indexOf, onFailed, signal } = this.#options;
    const alone = isFatal(error) || signal.aborted ? undefined : splitByStream(part, indexOf);
    for (const one of alone ?? []) await this.#finalizeOne(one);
    if (alone !== undefined) return;
    ledger.giveUp(part);
    onFailed(part, error);
  }

  async #work(): Promise<void> {
    while (this.#wanted !== undefined) {
      const { moment, moves, staged } = this.#wanted;
      this.#wanted = undefined;
      await staged;
      if (this.#options.signal.aborted) return;
      const part = withMoves(
        this.#options.ledger.take(moment),
        moves.filter(({ stream }) => this.#isOpen(stream)),
      );
      if (part !== undefined) await this.finalize(part);
    }
  }

  async #commit({ streams, states, forget }: EarnedPart): Promise<FinalizeReport> {
    const { run, intakes, signal } = this.#options;
    const rows = streams.flatMap(({ stream, through, complete }) => {
      const intake = intakes[stream];
      return intake === undefined ? [] : [{ writer: intake.writer, through, complete }];
    });
    const part = {
      streams: rows,
      states: states.map(({ type, stream, text }) => ({ type, ...(stream && { stream }), text })),
      forget: forget.flatMap((stream) => intakes[stream]?.planned.key ?? []),
    };
    return await run.finalize(part, { signal });
  }

  /** The streams that are replaced and have much in staging. */
  #findCrowded(): StreamIntake[] {
    const { cadence } = this.#options;
    return this.#replaced.filter((intake) => {
      const { rows, bytes } = this.#moved.get(intake) ?? { rows: 0, bytes: 0 };
      const isMuch = intake.position - rows >= cadence.rows || intake.tally.bytes - bytes >= cadence.bytes;
      return isMuch && intake.position > rows;
    });
  }

  /** A stream that has failed since, or is complete, is not moved any more. */
  #isOpen(stream: number): boolean {
    const { intakes, ledger, stager } = this.#options;
    const intake = intakes[stream];
    return intake !== undefined && !stager.isAbandoned(intake) && !ledger.isComplete(stream);
  }

  #move(intake: StreamIntake): EarnedRows {
    this.#options.stager.cut(intake);
    const after = this.#moved.get(intake)?.rows ?? 0;
    this.#moved.set(intake, { rows: intake.cutThrough, bytes: intake.tally.bytes });
    return { stream: intake.index, after, through: intake.cutThrough, complete: false };
  }
}

/** The part with rows of replaced streams that are only moved on; a stream that is complete needs no move. */
function withMoves(part: EarnedPart | undefined, moves: readonly EarnedRows[]): EarnedPart | undefined {
  const streams = new Map(moves.map((rows) => [rows.stream, rows]));
  for (const rows of part?.streams ?? []) streams.set(rows.stream, rows);
  if (part === undefined && streams.size === 0) return undefined;
  return { states: part?.states ?? [], forget: part?.forget ?? [], streams: [...streams.values()] };
}
