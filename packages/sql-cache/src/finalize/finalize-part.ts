import { randomUUID } from "node:crypto";
import {
  type CallOptions,
  type FinalizePart,
  type FinalizeReport,
  isAirdockError,
  type StreamKey,
} from "@airdock/core";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import { forgetStates } from "../state/forget-states.ts";
import { markMissedStreams, saveStates } from "../state/save-states.ts";
import { addPendingColumns } from "./add-pending-columns.ts";
import { applyStream, type StreamOutcome, type StreamPart } from "./apply-stream.ts";

/** What a finalize shall do, in the writer's terms. */
export interface FinalizeRequest extends Pick<FinalizePart, "states" | "forget"> {
  readonly streams: readonly Omit<StreamPart, "target">[];
  /** The streams that take part in the run. */
  readonly present: readonly StreamKey[];
}

/**
 * Makes rows and the states they earned visible, in one transaction; then drops their staging. When the connection breaks
 * while it commits, the id it wrote shows whether it is in; where it is not, it is begun again.
 */
export async function finalizePart(
  context: RunContext,
  request: FinalizeRequest,
  options: CallOptions,
): Promise<FinalizeReport> {
  const writers = request.streams.map(({ writer }) => writer);
  const shaped = await addPendingColumns(context, writers, options);
  const parts = request.streams.flatMap((part, index) => {
    const target = shaped[index]?.target;
    return target === undefined ? [] : [{ ...part, target }];
  });
  const id = randomUUID();
  const { outcomes, duration } = await commitOnce(context, { ...request, streams: parts }, id, options);
  for (const [index, { writer, through }] of request.streams.entries()) {
    const target = outcomes[index]?.target;
    if (target !== undefined) writer.settleKeys(target);
    await writer.dropStaged(through);
  }
  const merged = request.streams.some(
    ({ writer, after, through }) => writer.target.mode === "merge" && through > after,
  );
  const pause = merged ? duration * (context.dialect.merge.pause ?? 0) : 0;
  return {
    ...(pause === 0 ? {} : { pause }),
    streams: outcomes.map(({ report }, index) => ({ ...report, addedColumns: shaped[index]?.added ?? [] })),
  };
}

async function commitOnce(
  context: RunContext,
  request: FinalizeRequest & { readonly streams: readonly StreamPart[] },
  id: string,
  options: CallOptions,
): Promise<{ readonly outcomes: readonly StreamOutcome[]; readonly duration: number }> {
  let outcomes: StreamOutcome[] = [];
  let begun = performance.now();
  const write = async (unit: WriteUnit): Promise<void> => {
    outcomes = [];
    begun = performance.now();
    for (const part of request.streams) {
      options.signal?.throwIfAborted();
      outcomes.push(await applyStream(context, unit, part, id));
    }
    await saveStates(unit.ledger, context.connection, request.states);
    if (request.states.some(({ type }) => type !== "STREAM")) {
      await markMissedStreams(unit.ledger, context.connection, request.present);
    }
    await forgetStates(unit.ledger, context.connection, request.forget);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await context.write(write, options);
      break;
    } catch (error) {
      const isOpen =
        isAirdockError(error) && error.code === "CACHE_UNAVAILABLE" && outcomes.length === request.streams.length;
      if (!isOpen) throw error;
      if (await isCommitted(context, request, id, options)) break;
      if (attempt === mostCommits) throw error;
    }
  }
  return { outcomes, duration: performance.now() - begun };
}

/** How often a transaction is begun again whose connection broke at COMMIT, and which is not in. */
const mostCommits = 5;

/**
 * Reads back the id that the transaction wrote into the row of every stream of its part. It is asked under the lease, since the
 * transaction may be under way still, where the connection is gone and the server does not know it yet.
 */
async function isCommitted(
  context: RunContext,
  { streams: [part] }: FinalizeRequest,
  id: string,
  options: CallOptions,
): Promise<boolean> {
  if (part === undefined) return false;
  return await context.write(
    async ({ ledger }) => {
      const row = await ledger
        .selectFrom("streams")
        .select("finalize_id")
        .where(ofStream(context.connection, part.writer.target.stream))
        .executeTakeFirst();
      return row?.finalize_id === id;
    },
    { ...options, repeatable: true },
  );
}
