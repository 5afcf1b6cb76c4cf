import { AirdockError } from "@airdock/core";
import type { PoolConfig } from "pg";
import { parse, toClientConfig } from "pg-connection-string";

/** A server and a database as the driver takes them, and in words without user and password. */
export interface Address {
  readonly config: PoolConfig;
  /** `host:port/database`. */
  readonly place: string;
}

/**
 * Reads a URL as libpq does; what it leaves out comes from `more`, then from PGHOST, PGUSER and the like. Throws CACHE_URL_INVALID,
 * never repeating the URL, which may hold a password.
 */
export function readAddress(url: string | undefined, more: PoolConfig = {}): Address {
  const config = { ...more, ...(url === undefined ? {} : readUrl(url)) };
  const host = config.host ?? process.env["PGHOST"] ?? "localhost";
  const port = config.port ?? process.env["PGPORT"] ?? 5432;
  const database = config.database ?? process.env["PGDATABASE"] ?? config.user ?? process.env["PGUSER"] ?? "";
  return { config, place: `${host.includes(":") ? `[${host}]` : host}:${port}/${database}` };
}

function readUrl(url: string): PoolConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) throw invalidUrl("it does not begin with postgres://");
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(url, { useLibpqCompat: /[?&]sslmode=(prefer|require|verify-ca)(&|$)/.test(url) });
  } catch {
    // What the parser says may repeat the URL.
    throw invalidUrl("it cannot be read; characters such as @, / and % are written %40, %2F and %25 in a password");
  }
  const unknown = Object.keys(parsed).find((name) => !knownNames.has(name));
  if (unknown !== undefined) throw invalidUrl(`it has no parameter ${unknown}`);
  const { channel_binding: binding, connect_timeout: seconds, ...rest } = parsed as Record<string, unknown>;
  const config = toClientConfig(rest as unknown as typeof parsed) as Record<string, unknown>;
  // The parser says "" where the URL says nothing.
  const said = Object.entries(config).filter(([name, value]) => value !== "" && !readByParser.has(name));
  return {
    ...(Object.fromEntries(said) as PoolConfig),
    ...(binding === undefined || binding === "disable" ? {} : { enableChannelBinding: true }),
    ...(seconds === undefined ? {} : { connectionTimeoutMillis: Number(seconds) * 1000 }),
  };
}

/** What the parser turns into the driver's `ssl`. */
const readByParser: ReadonlySet<string> = new Set(["sslmode", "sslcert", "sslkey", "sslrootcert"]);

const knownNames: ReadonlySet<string> = new Set([
  ...readByParser,
  ...["user", "password", "host", "port", "database", "ssl", "sslnegotiation"],
  ...["application_name", "fallback_application_name", "client_encoding", "options"],
  ...["channel_binding", "connect_timeout", "keepalives"],
]);

function invalidUrl(reason: string): AirdockError {
  return new AirdockError(`The cache URL cannot be used: ${reason}.`, {
    code: "CACHE_URL_INVALID",
    hint: "Write postgres://user:password@host:5432/database, with ?schema=… and &table=… where you want templates.",
  });
}
