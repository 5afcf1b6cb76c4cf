import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

/** Files of certificates by which python-requests and its relatives check a server, the first one that is set counts. */
const variables = ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"];

/**
 * The certificates by which servers are checked: Node's own, and those of the file that the environment names. Undefined where it names none. Throws what reading the
 * file throws.
 */
export function trustedCertificates(env: Readonly<Record<string, string | undefined>>): string[] | undefined {
  const file = variables.map((name) => env[name]).find((value) => value !== undefined && value !== "");
  return file === undefined ? undefined : [...rootCertificates, readFileSync(file, "utf8")];
}
