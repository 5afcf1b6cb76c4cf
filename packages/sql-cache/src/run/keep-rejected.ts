import type { CallOptions, RejectedRecord } from "@airdock/core";
import type { RunContext, WriteUnit } from "./run-context.ts";

/** Keeps records that cannot be stored, with the reason. How many of them, is the caller's choice. */
export async function keepRejected(
  context: RunContext,
  records: readonly RejectedRecord[],
  options: CallOptions,
): Promise<void> {
  if (records.length > 0) await context.write((unit) => insertRejected(context, unit, records), options);
}

/** Keeps the first of the records that the database itself cannot hold. */
export async function keepFirstRejected(
  context: RunContext,
  unit: WriteUnit,
  records: readonly RejectedRecord[],
): Promise<void> {
  const { kept } = await unit.ledger
    .selectFrom("rejected")
    .select((row) => row.fn.countAll().as("kept"))
    .where("connection", "=", context.connection)
    .where("run", "=", context.run.id)
    .executeTakeFirstOrThrow();
  await insertRejected(context, unit, records.slice(0, Math.max(0, mostKept - Number(kept))));
}

/** Most records of a run that are kept because the database cannot hold them. */
const mostKept = 100;

async function insertRejected(
  { connection, dialect, run }: RunContext,
  { ledger }: WriteUnit,
  records: readonly RejectedRecord[],
): Promise<void> {
  const spell = (text: string): string => (dialect.supports.nulInText === false ? text.replaceAll("\0", "") : text);
  for (const { stream, reason, excerpt } of records) {
    await ledger
      .insertInto("rejected")
      .values({
        connection,
        run: run.id,
        namespace: stream?.namespace === undefined ? null : spell(stream.namespace),
        stream: stream === undefined ? null : spell(stream.name),
        reason,
        excerpt: spell(excerpt),
      })
      .execute();
  }
}
