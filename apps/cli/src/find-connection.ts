import { AirdockError, type Cache, type StoredConnection, suggestName } from "@airdock/core";

/** The connection of a cache by its name, or the only one there is. Rejects with NOT_IN_CACHE, USAGE. */
export async function findConnection(
  cache: Cache,
  name: string | undefined,
  signal: AbortSignal,
): Promise<StoredConnection> {
  const connections = await cache.connections({ signal });
  const names = connections.map((connection) => connection.name);
  const found =
    name === undefined && connections.length === 1 ? connections[0] : connections.find((each) => each.name === name);
  if (found !== undefined) return found;
  if (name === undefined && names.length > 1)
    throw new AirdockError("Which connection?", { code: "USAGE", hint: `Name one of ${names.join(", ")}.` });
  const what = name === undefined ? "no connection" : `no connection ${name}`;
  throw new AirdockError(`${cache.name} has ${what}.`, {
    code: "NOT_IN_CACHE",
    hint: name === undefined || names.length === 0 ? "Sync a source into it first." : suggestName(name, names),
  });
}
