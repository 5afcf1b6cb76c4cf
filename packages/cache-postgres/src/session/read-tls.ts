import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
// By default import: an older Node has not all of it, and should come to say so itself.
import tls, { type ConnectionOptions } from "node:tls";
import type { ParameterReader } from "./parameter-variables.ts";
import { UrlFault } from "./parse-url.ts";
import { type SslMode, sslModes } from "./ssl-mode.ts";

/** What is tried, and how an encrypted connection is made. */
export interface TlsPlan {
  readonly attempts: SslMode["attempts"];
  readonly options: ConnectionOptions;
}

/**
 * Reads the parameters that begin with `ssl`, and the files they name, as libpq does. Throws UrlFault. Source: postgresql.org,
 * "SSL Support".
 */
export function readTls(read: ParameterReader): TlsPlan {
  const root = read("sslrootcert") ?? defaultFile("root.crt");
  const name = read("sslmode") ?? (root === systemRoots ? "verify-full" : "prefer");
  const mode = Object.hasOwn(sslModes, name) ? sslModes[name] : undefined;
  if (mode === undefined) throw new UrlFault(`it has an sslmode that does not exist; there are ${listed(sslModes)}`);
  if (root === systemRoots && !mode.checksHost)
    throw new UrlFault(`sslrootcert=system needs sslmode=verify-full, not ${name}`);
  const mustEncrypt = !mode.attempts.includes("plain");
  if (read("sslnegotiation") === "direct" && !mustEncrypt)
    throw new UrlFault("sslnegotiation=direct needs sslmode=require or stricter");
  if (!mode.attempts.includes("encrypted")) return { attempts: mode.attempts, options: {} };
  try {
    return { attempts: mode.attempts, options: readOptions(read, name, mode, root) };
  } catch (error) {
    // As libpq: where the connection may be plain, what encryption lacks does not stop it.
    if (mustEncrypt) throw error;
    return { attempts: ["plain"], options: {} };
  }
}

function readOptions(read: ParameterReader, name: string, mode: SslMode, root: string): ConnectionOptions {
  const ca = root === systemRoots ? systemCertificates() : readIfThere(root, "sslrootcert");
  if (ca === undefined && mode.needsRoot) {
    throw new UrlFault(`sslmode=${name} needs sslrootcert: a file with the root certificate, or "system"`);
  }
  const [oldest, newest] = ["ssl_min_protocol_version", "ssl_max_protocol_version"].map(read);
  const crl = ca === undefined ? undefined : readIfThere(read("sslcrl") ?? defaultFile("root.crl"), "sslcrl");
  return {
    ...(ca === undefined ? { rejectUnauthorized: false } : { ca }),
    ...(crl === undefined ? {} : { crl }),
    checkServerIdentity: mode.checksHost ? checkHost : () => undefined,
    ...readCertificate(read),
    ...(oldest === undefined ? {} : { minVersion: oldest as "TLSv1.2" }),
    ...(newest === undefined ? {} : { maxVersion: newest as "TLSv1.3" }),
  };
}

/** The client's own certificate. One that is not there is not sent, which is for the server to mind. */
function readCertificate(read: ParameterReader): ConnectionOptions {
  const certMode = read("sslcertmode") ?? "allow";
  if (certMode !== "allow" && certMode !== "disable")
    throw new UrlFault("its sslcertmode is neither allow nor disable");
  const cert =
    certMode === "disable" ? undefined : readIfThere(read("sslcert") ?? defaultFile("postgresql.crt"), "sslcert");
  if (cert === undefined) return {};
  const keyFile = read("sslkey") ?? defaultFile("postgresql.key");
  const key = readIfThere(keyFile, "sslkey");
  if (key === undefined) throw new UrlFault("there is a client certificate, and no file with its key (sslkey)");
  if (isExposed(keyFile)) {
    throw new UrlFault("others may read the file with the client's key (sslkey); chmod 0600 makes it private");
  }
  const passphrase = read("sslpassword");
  return { cert, key, ...(passphrase === undefined ? {} : { passphrase }) };
}

/** Root's key may be read by a group. */
function isExposed(path: string): boolean {
  if (process.platform === "win32") return false;
  const { uid, mode } = statSync(path);
  return (mode & (uid === 0 ? 0o027 : 0o077)) !== 0;
}

/** The value of `sslrootcert` that means the certificates this machine trusts. */
const systemRoots = "system";

function systemCertificates(): string[] {
  const found = tls.getCACertificates("system");
  return found.length > 0 ? found : [...tls.rootCertificates];
}

function defaultFile(name: string): string {
  const windows = process.env["APPDATA"];
  return process.platform === "win32" && windows !== undefined
    ? join(windows, "postgresql", name)
    : join(homedir(), ".postgresql", name);
}

function readIfThere(path: string, parameter: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as { readonly code?: string }).code ?? "")) return undefined;
    throw new UrlFault(`the file of ${parameter} cannot be read`);
  }
}

/** A certificate without alternative names may have the host as its common name, an address too. */
const checkHost: NonNullable<ConnectionOptions["checkServerIdentity"]> = (host, certificate) => {
  const isNamed = certificate.subjectaltname === undefined && certificate.subject.CN === host;
  return isIP(host) > 0 && isNamed ? undefined : tls.checkServerIdentity(host, certificate);
};

function listed(record: object): string {
  return Object.keys(record).join(", ");
}
