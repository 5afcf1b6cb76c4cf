import { CacheError } from "@airdock/sql-cache";

/** The server could not be reached, or does not let the role in. `place` names server and database, never a password. */
export function connectError(place: string, cause: unknown): CacheError {
  const { code = "", message } = cause as Error & { readonly code?: string };
  const { what, hint } = reasons.find(({ is }) => is.test(code) || is.test(message)) ?? unknownReason;
  return new CacheError(`${what.replace("{place}", place)}`, {
    code: code === "53300" ? "CACHE_BUSY" : "CACHE_UNAVAILABLE",
    hint,
    cause,
    retryable: isPassing(cause),
    data: { place },
  });
}

/** True for what ends by itself: the server is starting, or has no connection free. */
export function isPassing(cause: unknown): boolean {
  return passing.test((cause as { readonly code?: string }).code ?? "");
}

/** True when no server answered. */
export function isUnreachable(cause: unknown): boolean {
  const { code = "", message } = cause as Error & { readonly code?: string };
  return unreachable.test(code) || message.startsWith("Connection terminated");
}

const passing = /^(53300|57P03)$/;
const unreachable = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|57P0[12])$/;

interface Reason {
  readonly is: RegExp;
  readonly what: string;
  readonly hint: string;
}

const unknownReason: Reason = {
  is: /./,
  what: "PostgreSQL at {place} could not be reached.",
  hint: "Check that the server runs and takes connections from here: host, port, and firewall.",
};

const reasons: readonly Reason[] = [
  {
    is: /^ECONNREFUSED$/,
    what: "PostgreSQL at {place} could not be reached: the port is closed.",
    hint: "Start the server, or check host and port in the URL.",
  },
  {
    is: /^ETIMEDOUT$|due to connection timeout/,
    what: "PostgreSQL at {place} could not be reached: nothing there answers as a server does.",
    hint: "Check host and port: a firewall may drop what is sent there, or another kind of server may listen.",
  },
  {
    is: /pg_hba\.conf.*no encryption/,
    what: "PostgreSQL at {place} does not let the role in without encryption.",
    hint: "Add sslmode=require to the URL, or check the server's pg_hba.conf.",
  },
  {
    is: /pg_hba\.conf.*(SSL|GSS) encryption/,
    what: "PostgreSQL at {place} does not let the role in over an encrypted connection.",
    hint: "Check user and database, and the server's pg_hba.conf; sslmode=disable connects without encryption.",
  },
  {
    is: /^28P01$|^28000$|password must be a string|no password supplied/i,
    what: "PostgreSQL at {place} does not let the role in.",
    hint: "Check user and password, and the server's pg_hba.conf.",
  },
  {
    is: /^3D000$/,
    what: "There is no such database: {place}.",
    hint: "Make it with CREATE DATABASE, or check the name in the URL.",
  },
  {
    is: /^42501$/,
    what: "The role may not connect to {place}.",
    hint: "Grant it CONNECT on the database.",
  },
  {
    is: /^53300$/,
    what: "PostgreSQL at {place} has no connection free.",
    hint: "Try again when others have closed theirs, raise max_connections, or use a pooler.",
  },
  { is: passing, what: "PostgreSQL at {place} is starting or stopping.", hint: "Try again when it is up." },
  {
    is: /^ENOTFOUND$|^EAI_AGAIN$/,
    what: "The host of {place} is not known.",
    hint: "Check the host in the URL.",
  },
  {
    is: /SSL|TLS|certificate|^SELF_SIGNED|^UNABLE_TO|^CERT_/i,
    what: "No encrypted connection to {place} could be made.",
    hint: "Check sslmode, sslrootcert and sslcert in the URL, or the variables PGSSLMODE, PGSSLROOTCERT and PGSSLCERT.",
  },
];
