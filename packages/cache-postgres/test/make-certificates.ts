import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A file and what stands in it. */
export interface PemFile {
  readonly path: string;
  readonly text: string;
}

/** Certificates of a test, by OpenSSL. */
export interface Certificates {
  /** A root, and one that has signed nothing. */
  readonly root: PemFile;
  readonly otherRoot: PemFile;
  /** Of the server, for the name `localhost`. */
  readonly server: { readonly cert: PemFile; readonly key: PemFile };
  /** Of a client, whose role it names. */
  readonly client: { readonly cert: PemFile; readonly key: PemFile };
}

/** Why no certificates can be made here; undefined: they can. */
export async function whyNoCertificates(): Promise<string | undefined> {
  return await run("openssl", ["version"]).then(
    () => undefined,
    (error: Error) => `no openssl: ${error.message}`,
  );
}

/** Makes them in a folder; `role` is who the client's certificate is for. */
export async function makeCertificates(folder: string, role: string): Promise<Certificates> {
  const pem = async (name: string): Promise<PemFile> => {
    const path = join(folder, name);
    return { path, text: await readFile(path, "utf8") };
  };
  const make = async (name: string, ...args: readonly string[]): Promise<void> => {
    const output = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    await run("openssl", ["req", "-x509", ...key, ...output, ...args], { cwd: folder });
  };
  const signed = ["-CA", "root.crt", "-CAkey", "root.key", "-addext", "basicConstraints=critical,CA:false"];
  await make("root", "-subj", "/CN=Root of a test");
  await make("other", "-subj", "/CN=Another root");
  await make("server", "-subj", "/CN=server", "-addext", "subjectAltName=DNS:localhost", ...signed);
  await make("client", "-subj", `/CN=${role}`, ...signed);
  return {
    root: await pem("root.crt"),
    otherRoot: await pem("other.crt"),
    server: { cert: await pem("server.crt"), key: await pem("server.key") },
    client: { cert: await pem("client.crt"), key: await pem("client.key") },
  };
}
