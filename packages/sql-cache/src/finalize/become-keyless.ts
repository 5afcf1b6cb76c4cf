import { streamLabel } from "@airdock/core";
import { CacheError } from "../error/cache-error.ts";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { SoughtKey, StreamTarget } from "../run/stream-target.ts";

/**
 * Makes a table without a key of one whose key no record has, in the transaction that appends the first rows. Throws KEY_NOT_FOUND
 * where that must not be: rows that were merged so far would stand beside newer ones of the same key.
 */
export async function becomeKeyless(
  { dialect, connection }: RunContext,
  { transaction, ledger }: WriteUnit,
  target: StreamTarget,
  sought: SoughtKey,
): Promise<StreamTarget> {
  if (sought.otherwise === "fail") throw keyNotFound(target, sought);
  await dialect.merge.release(transaction, target.table);
  await ledger.updateTable("streams").set({ mode: "append" }).where(ofStream(connection, target.stream)).execute();
  return { ...target, mode: "append", key: [], cursor: undefined, sought: undefined };
}

function keyNotFound({ stream }: StreamTarget, { labels, advice }: SoughtKey): CacheError {
  return new CacheError(
    `The primary key of ${streamLabel(stream)} names ${labels.join(", ")}, which its schema does not declare and no record has.`,
    { code: "KEY_NOT_FOUND", hint: advice, data: { stream: stream.name } },
  );
}
