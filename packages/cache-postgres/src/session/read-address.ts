import { AirdockError } from "@airdock/core";
import type { PoolConfig } from "pg";
import { BoundClient } from "./bound-client.ts";
import type { ConnectAttempt, ServerKind } from "./fallback-pool.ts";
import { serverKinds } from "./fallback-pool.ts";
import { ignoredParameters, type ParameterReader, parameterVariables } from "./parameter-variables.ts";
import { parseUrl, UrlFault } from "./parse-url.ts";
import { readTls, type TlsPlan } from "./read-tls.ts";

/** A server and a database as the driver takes them, and in words without user and password. */
export interface Address {
  /** The ways to connect, in the order in which they are tried. */
  readonly attempts: readonly ConnectAttempt[];
  /** Which of several servers are wanted. */
  readonly serverKind: ServerKind;
  /** `host:port/database`, or several hosts with commas between them. */
  readonly place: string;
}

/**
 * Reads a URL as libpq does; what it leaves out comes from `more`, then from PGHOST, PGSSLMODE and the like. Throws CACHE_URL_INVALID,
 * never repeating the URL, which may hold a password.
 */
export function readAddress(url: string | undefined, more: PoolConfig = {}): Address {
  const { connectionString, ...own } = more;
  try {
    return planAddress(parseUrl(url ?? connectionString ?? "postgres://"), own);
  } catch (error) {
    if (!(error instanceof UrlFault)) throw error;
    throw new AirdockError(`The cache URL cannot be used: ${error.message}.`, {
      code: "CACHE_URL_INVALID",
      hint: "Write postgres://user:password@host:5432/database, with ?schema=… and &table=… where you want templates.",
    });
  }
}

function planAddress(parameters: ReadonlyMap<string, string>, more: PoolConfig): Address {
  checkNames(parameters);
  const read = parameterReader(parameters, more);
  // The driver's own option stands where no parameter of the URL says otherwise.
  const isDriversTls = more.ssl !== undefined && ![...parameters.keys()].some((name) => name.startsWith("ssl"));
  const tls = isDriversTls ? undefined : readTls(read);
  const places = readPlaces(read);
  const attempts = places.flatMap((place, index) =>
    attemptsAt(place, tls, more.ssl).map((ssl) => ({
      place: index,
      config: { ...more, ...driverOptions(read), host: place.address ?? place.host, port: place.port, ssl },
    })),
  );
  const serverKind = read("target_session_attrs") ?? "any";
  if (!isServerKind(serverKind))
    throw new UrlFault(`its target_session_attrs is not one of ${Object.keys(serverKinds).join(", ")}`);
  const database = read("dbname") ?? read("user") ?? "";
  const spelled = places.map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`);
  return { attempts, serverKind, place: `${spelled.join(",")}/${database}` };
}

function checkNames(parameters: ReadonlyMap<string, string>): void {
  for (const name of parameters.keys()) {
    if (Object.hasOwn(parameterVariables, name) || ignoredParameters.has(name) || name === "ssl") continue;
    // What is no name may be part of a password.
    throw new UrlFault(/^[a-z_]{1,40}$/.test(name) ? `it has no parameter ${name}` : "it has an unknown parameter");
  }
}

function parameterReader(parameters: ReadonlyMap<string, string>, more: PoolConfig): ParameterReader {
  const said = new Map(parameters);
  const ssl = said.get("ssl");
  if (ssl !== undefined && ssl !== "true") throw new UrlFault("its ssl is not true; write sslmode=… instead");
  if (ssl === "true") said.set("sslmode", said.get("sslmode") ?? "require");
  const own = { host: more.host, port: more.port, dbname: more.database, user: more.user };
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined && !said.has(name)) said.set(name, String(value));
  }
  return (name) => {
    const variable = parameterVariables[name];
    const value = said.get(name) ?? (variable === undefined ? undefined : process.env[variable]);
    if (name === "sslmode" && !value && process.env["PGREQUIRESSL"]?.startsWith("1") === true) return "require";
    return value === "" ? undefined : value;
  };
}

interface Place {
  readonly host: string;
  /** Where to connect, where that is not the host's name that a certificate has. */
  readonly address: string | undefined;
  readonly port: number;
}

/** One place for each host; a port alone is for all of them. */
function readPlaces(read: ParameterReader): readonly Place[] {
  const [hosts, addresses, ports] = ["host", "hostaddr", "port"].map((name) => read(name)?.split(",") ?? []);
  const count = Math.max(1, (addresses?.length ?? 0) || (hosts?.length ?? 0));
  if (ports !== undefined && ports.length > 1 && ports.length !== count)
    throw new UrlFault("it has not as many ports as hosts");
  const places = Array.from({ length: count }, (_, index) => {
    const address = addresses?.[index] || undefined;
    const port = Number((ports?.length === 1 ? ports[0] : ports?.[index]) || 5432);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new UrlFault("its port is not a number up to 65535");
    return { host: hosts?.[index] || address || "localhost", address, port };
  });
  return read("load_balance_hosts") === "random" ? shuffled(places) : places;
}

function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/** A socket of this machine is never encrypted, whatever is asked for. */
function attemptsAt(
  { host, address }: Place,
  tls: TlsPlan | undefined,
  drivers: PoolConfig["ssl"],
): readonly NonNullable<PoolConfig["ssl"]>[] {
  if (tls === undefined) return [drivers ?? false];
  if (host.startsWith("/")) return [false];
  const options = address === undefined ? tls.options : { ...tls.options, host, servername: host };
  return tls.attempts.map((attempt) => attempt === "encrypted" && { ...options });
}

/** What has other names in the driver, or none in the variables it reads. */
function driverOptions(read: ParameterReader): PoolConfig {
  const [database, user, password] = [read("dbname"), read("user"), read("password")];
  const [seconds, idle, binding] = [read("connect_timeout"), read("keepalives_idle"), read("channel_binding")];
  const same = ["application_name", "fallback_application_name", "client_encoding", "options", "sslnegotiation"];
  const named = same.flatMap((name) => {
    const value = read(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(Object.fromEntries(named) as PoolConfig),
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(seconds === undefined || Number(seconds) <= 0 ? {} : { connectionTimeoutMillis: Number(seconds) * 1000 }),
    ...(read("keepalives") === "0" ? { keepAlive: false } : {}),
    ...(idle === undefined ? {} : { keepAliveInitialDelayMillis: Number(idle) * 1000 }),
    ...readBinding(binding),
  };
}

function readBinding(binding: string | undefined): object {
  if (binding === undefined || binding === "disable") return {};
  if (binding === "prefer") return { enableChannelBinding: true };
  if (binding === "require") return { enableChannelBinding: true, Client: BoundClient };
  throw new UrlFault("its channel_binding is not one of disable, prefer, require");
}

function isServerKind(name: string): name is ServerKind {
  return Object.hasOwn(serverKinds, name);
}
