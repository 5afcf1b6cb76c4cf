import type { CallOptions, StoredState } from "@airdock/core";
import type { RunContext } from "../run/run-context.ts";
import { saveStates } from "./save-states.ts";

/** Replaces all states of a connection; no stream counts as passed by any more. */
export async function replaceStates(
  context: RunContext,
  states: readonly StoredState[],
  options: CallOptions,
): Promise<void> {
  const { connection } = context;
  await context.write(async ({ ledger }) => {
    await ledger.deleteFrom("states").where("connection", "=", connection).execute();
    await saveStates(ledger, connection, states);
    await ledger.updateTable("streams").set({ missed_state: 0 }).where("connection", "=", connection).execute();
  }, options);
}
