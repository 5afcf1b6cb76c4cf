import type { ErrorKind } from "@airdock/sql-cache";
import { isInTrigger } from "./postgres-constraint.ts";

/** What an error of the server or of the connection means, by its code. */
export function postgresErrorKind(error: unknown): ErrorKind | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", schema } = error as Error & { readonly code?: string; readonly schema?: string };
  // Two sessions have made the same thing at the same time: the second one finds it when it tries again.
  if (code === "23505" && schema === "pg_catalog") return "locked";
  if (isInTrigger(error) || (code === "42501" && /row-level security/.test(error.message))) return "constrained";
  const kind = kinds.find(([codes]) => codes.test(code))?.[1];
  return kind ?? (brokenConnection.test(error.message) ? "lost" : undefined);
}

const kinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^(55P03|40P01|40001)$/, "locked"],
  [/^(08...|57P0[1-5]|25P0[34])$/, "lost"],
  [/^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, "lost"],
  [/^53300$/, "busy"],
  [/^25006$/, "writes"],
  [/^(53100|58030)$/, "disk"],
  [/^(42501|28...)$/, "denied"],
  // A rule, row-level security or a partition that does not go with the statement; what depends on an index or a column.
  [/^(23...|0A000|2BP01)$/, "constrained"],
];

/** What the driver says without a code. */
const brokenConnection =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|is not queryable|^timeout exceeded when trying to connect/;
