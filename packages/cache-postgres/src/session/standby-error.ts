import { CacheError } from "@airdock/sql-cache";

/** True when a transaction that may write cannot begin, since the server is replaying what another one writes. */
export function isStandby(error: unknown): boolean {
  return (error as { readonly code?: string }).code === "0A000";
}

/** The server is a standby: after a failover it may become the primary, or another connection may reach that. */
export function standbyError(cause: unknown): CacheError {
  return new CacheError("The PostgreSQL server takes no writes: it is a standby.", {
    code: "CACHE_UNAVAILABLE",
    hint: "Sync into the primary; with several hosts in the URL, add target_session_attrs=read-write.",
    cause,
    retryable: true,
    data: { kind: "lost" },
  });
}
