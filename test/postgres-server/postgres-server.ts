import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";

/** How a server is run. */
export interface PostgresServerOptions {
  /** What is committed survives a crash of the machine. Default false: faster. A crash of the server loses nothing either way. */
  readonly durable?: boolean;
  /** Lines of pg_hba.conf, in the place of its own: whom it lets in, encrypted or not. */
  readonly access?: readonly string[];
  /** Certificate, key and the root of client certificates, as PEM: it takes encrypted connections. Default: it takes none. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly root: string };
}

/** A PostgreSQL server with a folder of its own, which goes with it. Text is ordered as in English, not by bytes. */
export class PostgresServer implements AsyncDisposable {
  readonly port: number;
  readonly password: string;
  readonly #binaries: PostgresBinaries;
  readonly #folder: string;
  readonly #durable: boolean;
  readonly #settings: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(
    binaries: PostgresBinaries,
    place: { readonly folder: string; readonly port: number; readonly password: string },
    { durable = false, tls }: PostgresServerOptions,
  ) {
    this.#binaries = binaries;
    this.#folder = place.folder;
    this.port = place.port;
    this.password = place.password;
    this.#durable = durable;
    const encryption = ["ssl=on", "ssl_cert_file=tls.crt", "ssl_key_file=tls.key", "ssl_ca_file=tls-root.crt"];
    this.#settings = tls === undefined ? [] : encryption;
  }

  /** Makes a server and starts it. */
  static async start(options: PostgresServerOptions = {}): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), "airdock-postgres-"));
    try {
      const binaries = await findPostgres(folder);
      const password = "a secret: % and /";
      await initialize(binaries, folder, password);
      await configure(binaries, join(folder, "data"), options);
      const server = new PostgresServer(binaries, { folder, password, port: await freePort() }, options);
      await server.start();
      return server;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The URL of a database, for the superuser unless for a role of the same password. */
  url(database: string = "postgres", role: string = "airdock"): string {
    return `postgres://${role}:${encodeURIComponent(this.password)}@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts the server, also after `kill`. */
  async start(): Promise<void> {
    const { postgres, runAs } = this.#binaries;
    const settings = this.#durable ? [] : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];
    const place = ["listen_addresses=127.0.0.1", `unix_socket_directories=`, "max_connections=60", ...this.#settings];
    const flags = [...settings, ...place].flatMap((setting) => ["-c", setting]);
    const child = spawn(postgres, ["-D", join(this.#folder, "data"), "-p", String(this.port), ...flags], {
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      ...runAs,
    });
    this.#process = child;
    await untilReady(child);
  }

  /** Ends the server in an orderly way, whoever is connected. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** Makes a stopped server a standby, which takes no writes until `pg_promote()`. */
  async makeStandby(): Promise<void> {
    const { runAs } = this.#binaries;
    const path = join(this.#folder, "data", "standby.signal");
    await writeFile(path, "");
    if (runAs !== undefined) await chown(path, runAs.uid, runAs.gid);
  }

  /** Ends the server without a word to anybody, as a crash does. */
  async kill(): Promise<void> {
    await this.#end("SIGQUIT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end(this.#durable ? "SIGINT" : "SIGQUIT");
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

async function initialize({ initdb, runAs }: PostgresBinaries, folder: string, password: string): Promise<void> {
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs !== undefined) for (const path of [folder, passwordFile]) await chown(path, runAs.uid, runAs.gid);
  await chmod(folder, 0o700);
  const collation = ["--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US"];
  const access = ["--username=airdock", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--set=scram_iterations=1"];
  const args = [`--pgdata=${join(folder, "data")}`, "--no-sync", "--no-instructions", ...collation, ...access];
  const child = spawn(initdb, args, { cwd: "/", stdio: ["ignore", "ignore", "pipe"], ...runAs });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`initdb failed: ${words}`);
  await rm(passwordFile);
}

/** Says who is let in, and puts the files of encryption where the server reads them. */
async function configure(
  { runAs }: PostgresBinaries,
  data: string,
  { access, tls }: PostgresServerOptions,
): Promise<void> {
  const files = {
    ...(access === undefined ? {} : { "pg_hba.conf": `${access.join("\n")}\n` }),
    ...(tls === undefined ? {} : { "tls.crt": tls.cert, "tls.key": tls.key, "tls-root.crt": tls.root }),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(data, name);
    await writeFile(path, text, { mode: 0o600 });
    if (runAs !== undefined) await chown(path, runAs.uid, runAs.gid);
  }
}

const readyLine = /ready to accept (read-only )?connections/;

/** Reads what the server says until it takes connections; after that its words are thrown away. */
async function untilReady(child: ChildProcess): Promise<void> {
  if (child.stderr === null) return;
  const words: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    words.push(line);
    if (readyLine.test(line)) break;
  }
  if (child.exitCode !== null || !readyLine.test(words.at(-1) ?? ""))
    throw new Error(`The server did not start: ${words.join("\n")}`);
  child.stderr.resume();
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  listener.close();
  await once(listener, "close");
  return port;
}
