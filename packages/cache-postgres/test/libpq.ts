import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

/** One try to connect: a URL, and the variables of the environment that count. */
export interface ConnectCase {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What came of it. */
export type ConnectOutcome = "encrypted" | "plain" | "refused";

/** libpq 16 or later, by the package `psycopg[binary]` of Python's index, in a folder of its own. */
export interface Libpq {
  connectAll(cases: readonly ConnectCase[]): Promise<readonly ConnectOutcome[]>;
}

/** Installs it; a string says why it cannot be had here. */
export async function installLibpq(folder: string): Promise<Libpq | string> {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder, "psycopg[binary]"];
  try {
    await promisify(execFile)("python3", pip, { timeout: 120_000 });
  } catch (error) {
    return `psycopg[binary] cannot be installed: ${(error as Error).message.slice(0, 200)}`;
  }
  return { connectAll: (cases) => connectAll(folder, cases) };
}

async function connectAll(folder: string, cases: readonly ConnectCase[]): Promise<readonly ConnectOutcome[]> {
  const { PATH, SSL_CERT_FILE } = process.env;
  const child = spawn("python3", ["-c", program], {
    env: { PATH, SSL_CERT_FILE, PYTHONPATH: folder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(cases));
  const answer: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => answer.push(chunk.toString()));
  await once(child, "close");
  return JSON.parse(answer.join("")) as readonly ConnectOutcome[];
}

/** Tries each case in turn, with its variables and no others. */
const program = `
import json, os, sys
from psycopg import pq
assert pq.version() >= 160000, pq.version()
def outcome(case):
    for name in [name for name in os.environ if name.startswith("PG") or name == "HOME"]:
        del os.environ[name]
    os.environ.update(case["env"])
    connection = pq.PGconn.connect(case["url"].encode())
    try:
        if connection.status != pq.ConnStatus.OK:
            return "refused"
        return "encrypted" if connection.ssl_in_use else "plain"
    finally:
        connection.finish()
print(json.dumps([outcome(case) for case in json.load(sys.stdin)]))
`;
