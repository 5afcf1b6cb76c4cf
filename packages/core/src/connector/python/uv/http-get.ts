import { readFileSync } from "node:fs";
import { Agent, get } from "node:https";
import { rootCertificates } from "node:tls";

const certificateVariables = ["SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/** Fetches a file by https, through the proxy and with the certificates the environment names. Rejects when it is not there. */
export async function httpGet(url: URL, accept: string, signal?: AbortSignal): Promise<Buffer> {
  const agent = new Agent({ proxyEnv: process.env, ca: [...rootCertificates, ...extraCertificates()] });
  try {
    return await request(url, accept, agent, signal, 5);
  } finally {
    agent.destroy();
  }
}

function request(
  url: URL,
  accept: string,
  agent: Agent,
  signal: AbortSignal | undefined,
  redirects: number,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const options = { agent, headers: { accept }, timeout: 30_000, ...(signal === undefined ? {} : { signal }) };
  const sent = get(url, options, (response) => {
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && redirects > 0) {
      response.resume();
      resolve(request(new URL(headers.location, url), accept, agent, signal, redirects - 1));
    } else if (statusCode === 200) {
      Array.fromAsync(response as AsyncIterable<Buffer>).then((chunks) => resolve(Buffer.concat(chunks)), reject);
    } else {
      response.resume();
      reject(new Error(`${url.origin}${url.pathname} answers ${statusCode}.`));
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
