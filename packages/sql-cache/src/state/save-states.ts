import { type StoredState, type StreamKey, streamId } from "@airdock/core";
import type { Ledger } from "../ledger/ledger.ts";
import { ofStream, streamOf } from "../ledger/stream-row.ts";

/** Saves states in their order: one replaces that of its stream, a type replaces all states of other types. */
export async function saveStates(ledger: Ledger, connection: string, states: readonly StoredState[]): Promise<void> {
  for (const state of states) {
    await ledger.deleteFrom("states").where("connection", "=", connection).where("type", "!=", state.type).execute();
    if (state.stream === undefined) {
      await ledger.deleteFrom("states").where("connection", "=", connection).execute();
    } else {
      await ledger.deleteFrom("states").where(ofStream(connection, state.stream)).execute();
    }
    await ledger
      .insertInto("states")
      .values({
        connection,
        type: state.type,
        namespace: state.stream?.namespace ?? null,
        stream: state.stream?.name ?? null,
        text: state.text,
      })
      .execute();
  }
}

/** Remembers which streams a GLOBAL or LEGACY state passed by, since the run that saved it did not read them. */
export async function markMissedStreams(
  ledger: Ledger,
  connection: string,
  present: readonly StreamKey[],
): Promise<void> {
  const ids = new Set(present.map(streamId));
  const rows = await ledger
    .selectFrom("streams")
    .select(["namespace", "stream"])
    .where("connection", "=", connection)
    .where("missed_state", "=", 0)
    .execute();
  for (const stream of rows.map(streamOf).filter((key) => !ids.has(streamId(key)))) {
    await ledger.updateTable("streams").set({ missed_state: 1 }).where(ofStream(connection, stream)).execute();
  }
}
