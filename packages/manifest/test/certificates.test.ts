import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { runManifest } from "./api/run-manifest.ts";

const run = promisify(execFile);
const hasOpenssl = await run("openssl", ["version"]).then(
  () => true,
  () => false,
);
const change = (text: string): string => text.replace(/ {2}- name: from_file.*?(?=spec:)/s, "");

test.skipIf(!hasOpenssl)(
  `a server is checked by the certificates that REQUESTS_CA_BUNDLE names${hasOpenssl ? "" : " (skipped: there is no openssl)"}`,
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "airdock-certificates-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    await run("openssl", [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      key,
      "-out",
      cert,
      "-days",
      "2",
      ...names,
    ]);
    const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_request, response) =>
      response.writeHead(200, { "Content-Type": "application/json" }).end('{"items": [{"id": 1}]}'),
    );
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    onTestFinished(() => void server.close());
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    const trusted = await runManifest("trust", {
      url,
      change,
      streams: ["items"],
      config: { token: "t" },
      env: { REQUESTS_CA_BUNDLE: cert },
    });
    expect(trusted.records).toEqual({ items: [{ id: 1 }] });
  },
);
