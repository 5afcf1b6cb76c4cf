/** Why a URL is not one of a PostgreSQL server. The reason repeats nothing of the URL, which may hold a password. */
export class UrlFault extends Error {}

/**
 * Takes a URL apart as libpq does, into the names that libpq gives its parameters: `postgres://user:password@host:5432,other/dbname?name=value`.
 * Throws UrlFault. Source: postgresql.org, "Connection URIs".
 */
export function parseUrl(url: string): ReadonlyMap<string, string> {
  const scheme = /^postgres(?:ql)?:\/\//.exec(url);
  if (scheme === null) throw new UrlFault("it does not begin with postgres://");
  const parameters = new Map<string, string>();
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") parameters.set(name, decode(value));
  };
  let rest = url.slice(scheme[0].length);
  const [credentials, user, password] = /^([^:@/]*)(?::([^@/]*))?@/.exec(rest) ?? [""];
  add("user", user);
  add("password", password);
  rest = rest.slice(credentials.length);
  const [places = ""] = /^[^/?]*/.exec(rest) ?? [];
  const hosts = places.split(",").map(parsePlace);
  add("host", joined(hosts.map(({ host }) => host)));
  add("port", joined(hosts.map(({ port }) => port)));
  rest = rest.slice(places.length);
  const [path = ""] = /^[^?]*/.exec(rest) ?? [];
  add("dbname", path.slice(1));
  const query = rest.slice(path.length + 1);
  for (const pair of query === "" ? [] : query.split("&")) {
    const equals = pair.indexOf("=");
    if (equals < 1) throw new UrlFault("a parameter in it has no value");
    parameters.set(decode(pair.slice(0, equals)), decode(pair.slice(equals + 1)));
  }
  return parameters;
}

/** `host`, `host:port` or `[address]:port`. */
function parsePlace(place: string): { readonly host: string; readonly port: string } {
  const [, address, name, port = ""] = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(\d*))?$/.exec(place) ?? [];
  if (address === undefined && name === undefined) throw new UrlFault(`its host or port cannot be read; ${escapes}`);
  return { host: address ?? name ?? "", port };
}

/** Undefined when there is nothing in any of them. */
function joined(parts: readonly string[]): string | undefined {
  return parts.every((part) => part === "") ? undefined : parts.join(",");
}

const escapes = "characters such as @, / and % are written %40, %2F and %25 in a password";

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // What is thrown repeats nothing, and says less.
  }
  throw new UrlFault(`a % in it is not followed by two digits of a character; ${escapes}`);
}
