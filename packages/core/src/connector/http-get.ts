import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { rootCertificates } from "node:tls";

const certificateVariables = ["SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/** Bytes of a file, at most: nothing that is fetched comes near it. */
const largest = 256 * 1024 * 1024;
const mostRedirects = 5;

/**
 * Fetches a file by http or https, through the proxy and with the certificates the environment names. Rejects when it is not
 * there; the error's `status` is what the server answered, where it did.
 */
export async function httpGet(url: URL, accept: string, signal?: AbortSignal): Promise<Buffer> {
  let at = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await request(at, accept, signal);
    if (Buffer.isBuffer(answer)) return answer;
    if (at.protocol === "https:" && answer.protocol !== "https:")
      throw new Error(`${describe(at)} leads to an address that is not encrypted.`);
    at = answer;
  }
  throw new Error(`${describe(url)} leads from one address to the next.`);
}

/** What a server answers: the file, or where it is. */
async function request(url: URL, accept: string, signal: AbortSignal | undefined): Promise<Buffer | URL> {
  // Loaded here, since they take a tenth of a command's start.
  const { Agent, get } = url.protocol === "http:" ? await import("node:http") : await import("node:https");
  const ca = url.protocol === "http:" ? {} : { ca: [...rootCertificates, ...extraCertificates()] };
  const agent = new Agent({ proxyEnv: process.env, ...ca });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options = { agent, headers: { accept }, timeout: 30_000, ...(signal === undefined ? {} : { signal }) };
  const sent = get(url, options, resolve);
  sent.on("timeout", () => sent.destroy(new Error(`${url.origin} does not answer.`)));
  sent.on("error", reject);
  try {
    const response = await promise;
    const { statusCode: status = 0, headers } = response;
    if (status >= 300 && status < 400 && headers.location !== undefined) return new URL(headers.location, url);
    if (status === 200) return await collect(response, url);
    throw Object.assign(new Error(`${describe(url)} answers ${status}.`), { status });
  } finally {
    sent.destroy();
    agent.destroy();
  }
}

async function collect(response: IncomingMessage, url: URL): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > largest) throw new Error(`${describe(url)} is larger than anything that is expected there.`);
  }
  return Buffer.concat(chunks);
}

/** Without a user's name and password. */
function describe(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function extraCertificates(): string[] {
  const file = certificateVariables
    .map((name) => process.env[name])
    .find((value) => value !== undefined && value !== "");
  return file === undefined ? [] : [readFileSync(file, "utf8")];
}
