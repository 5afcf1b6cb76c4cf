import { dropStreamStates, type StreamKey } from "@airdock/core";
import type { Ledger } from "../ledger/ledger.ts";
import { ofStream } from "../ledger/stream-row.ts";

/** Forgets the STREAM states of some streams, and their entries in a GLOBAL state. A LEGACY state cannot forget one stream. */
export async function forgetStates(ledger: Ledger, connection: string, streams: readonly StreamKey[]): Promise<void> {
  if (streams.length === 0) return;
  for (const stream of streams) {
    await ledger.deleteFrom("states").where(ofStream(connection, stream)).execute();
  }
  const global = ledger
    .selectFrom("states")
    .select("text")
    .where("connection", "=", connection)
    .where("type", "=", "GLOBAL");
  const row = await global.executeTakeFirst();
  if (row === undefined) return;
  const text = dropStreamStates(row.text, streams);
  if (text === row.text) return;
  await ledger
    .updateTable("states")
    .set({ text })
    .where("connection", "=", connection)
    .where("type", "=", "GLOBAL")
    .execute();
}
