import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { rootCertificates } from "node:tls";

const certificateVariables = ["SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/**
 * Fetches a file by http or https, through the proxy and with the certificates the environment names. Rejects when it is not
 * there; the error's `status` is what the server answered, where it did.
 */
export async function httpGet(url: URL, accept: string, signal?: AbortSignal): Promise<Buffer> {
  const agent = createAgent(url);
  try {
    return await request(url, accept, agent, signal, 5);
  } finally {
    agent.destroy();
  }
}

function createAgent(url: URL): http.Agent {
  if (url.protocol === "http:") return new http.Agent({ proxyEnv: process.env });
  return new https.Agent({ proxyEnv: process.env, ca: [...rootCertificates, ...extraCertificates()] });
}

function request(
  url: URL,
  accept: string,
  agent: http.Agent,
  signal: AbortSignal | undefined,
  redirects: number,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { agent, headers: { accept }, timeout: 30_000, ...(signal === undefined ? {} : { signal }) };
  const sent = (url.protocol === "http:" ? http : https).get(url, options, (response) => {
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects > 0) {
      response.resume();
      const target = new URL(headers.location, url);
      // An agent serves one protocol.
      if (target.protocol === url.protocol) resolve(request(target, accept, agent, signal, redirects - 1));
      else resolve(httpGet(target, accept, signal));
    } else if (statusCode === 200) {
      Array.fromAsync(response as AsyncIterable<Buffer>).then((chunks) => resolve(Buffer.concat(chunks)), reject);
    } else {
      response.resume();
      reject(Object.assign(new Error(`${url.origin}${url.pathname} answers ${statusCode}.`), { status: statusCode }));
    }
  });
  sent.on("timeout", () => sent.destroy(new Error(`${url.origin} does not answer.`)));
  sent.on("error", reject);
  return promise;
}

function extraCertificates(): string[] {
  const file = certificateVariables
    .map((name) => process.env[name])
    .find((value) => value !== undefined && value !== "");
  return file === undefined ? [] : [readFileSync(file, "utf8")];
}
