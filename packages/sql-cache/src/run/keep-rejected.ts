import type { CallOptions, RejectedRecord } from "@airdock/core";
import type { RunContext } from "./run-context.ts";

/** Keeps records that cannot be stored, with the reason. How many of them, is the caller's choice. */
export async function keepRejected(
  context: RunContext,
  records: readonly RejectedRecord[],
  options: CallOptions,
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ stream, reason, excerpt }) => ({
    connection: context.connection,
    run: context.run.id,
    namespace: stream?.namespace ?? null,
    stream: stream?.name ?? null,
    reason,
    excerpt: context.dialect.supports.nulInText === false ? excerpt.replaceAll("\0", "") : excerpt,
  }));
  await context.write(async ({ ledger }) => {
    for (const row of rows) await ledger.insertInto("rejected").values(row).execute();
  }, options);
}
