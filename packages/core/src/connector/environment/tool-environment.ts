import type { Variables } from "./connector-environment.ts";

/** A URL with a password in it, by its scheme. */
const withPassword = /^([a-z][a-z\d+.-]*):\/\/[^/?#\s@]*:[^/?#\s]*@/i;

/** Schemes of addresses that an installer may need with their password: package indexes, repositories, proxies. */
const network = /^(https?|socks\w*|s?ftp|ssh|(git|hg|svn|bzr)(\+\w+)?)$/i;

/**
 * The environment of installers and container clients: the whole of the caller's, since they are set up by it, less the password of a
 * cache: `PGPASSWORD`, and variables that hold the URL of a database with a password. Pure.
 */
export function toolEnvironment(all: Variables): Variables {
  return Object.fromEntries(
    Object.entries(all).filter(([name, value = ""]) => name.toUpperCase() !== "PGPASSWORD" && !isDatabaseUrl(value)),
  );
}

function isDatabaseUrl(value: string): boolean {
  const scheme = withPassword.exec(value)?.[1];
  return scheme !== undefined && !network.test(scheme);
}
