import type { RunStart } from "@airdock/core";
import { CacheError } from "../error/cache-error.ts";
import type { Ledger } from "../ledger/ledger.ts";

/**
 * Enters the connection, or sees that it is still the same one: another connector, or another config while a state is
 * stored, rejects with CONNECTION_CHANGED unless the change is accepted. It is noted when the run begins (`noteConnection`),
 * together with what becomes of the states: a run that ends before leaves the connection as it was.
 */
export async function acceptConnection(ledger: Ledger, start: RunStart): Promise<void> {
  const { connection: name, connector, configHash } = start;
  const before = await ledger.selectFrom("connections").selectAll().where("name", "=", name).executeTakeFirst();
  if (before === undefined) {
    await ledger.insertInto("connections").values({ name, connector, config_hash: configHash }).execute();
    return;
  }
  if (start.acceptChange || (before.connector === connector && before.config_hash === configHash)) return;
  if (before.connector !== connector) throw changedConnector(name, before.connector, connector);
  const state = await ledger
    .selectFrom("states")
    .select("type")
    .where("connection", "=", name)
    .limit(1)
    .executeTakeFirst();
  if (state !== undefined) throw changedConfig(name);
}

/** Notes the connector and the config that the connection is read with from now on. */
export async function noteConnection(
  ledger: Ledger,
  { connection, connector, configHash }: Pick<RunStart, "connection" | "connector" | "configHash">,
): Promise<void> {
  await ledger
    .updateTable("connections")
    .set({ connector, config_hash: configHash })
    .where("name", "=", connection)
    .execute();
}

function changedConnector(connection: string, before: string, now: string): CacheError {
  return new CacheError(`Connection ${connection} belongs to ${before}, not to ${now}.`, {
    code: "CONNECTION_CHANGED",
    hint: "Give this sync another connection name, or say --accept-change.",
    data: { connection, before, now },
  });
}

function changedConfig(connection: string): CacheError {
  return new CacheError(`Connection ${connection} has a state that was earned with another config.`, {
    code: "CONNECTION_CHANGED",
    hint: "Give this sync another connection name, read everything again with --full-refresh, or say --accept-change.",
    data: { connection },
  });
}
