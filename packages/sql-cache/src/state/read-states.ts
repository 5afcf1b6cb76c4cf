import type { StateType, StoredState } from "@airdock/core";
import type { Ledger } from "../ledger/ledger.ts";
import type { StateTable } from "../ledger/ledger-tables.ts";

/** The states of a connection, as they were sent. */
export async function readStates(ledger: Ledger, connection: string): Promise<readonly StoredState[]> {
  const rows = await ledger
    .selectFrom("states")
    .selectAll()
    .where("connection", "=", connection)
    .orderBy("namespace")
    .orderBy("stream")
    .execute();
  return rows.map(storedState);
}

function storedState(row: StateTable): StoredState {
  return {
    type: row.type as StateType,
    ...(row.stream === null
      ? {}
      : { stream: { name: row.stream, ...(row.namespace === null ? {} : { namespace: row.namespace }) } }),
    text: row.text,
  };
}
