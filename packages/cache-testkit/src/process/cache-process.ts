import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ProcessScript } from "./process-script.ts";

/** Which script to run, on which database. */
export interface CacheProcessOptions {
  readonly moduleUrl: string;
  readonly folder: string;
  readonly script: ProcessScript;
  readonly input: unknown;
}

/** Another process that uses the cache: the case hears its lines, says lines to it, and kills it. */
export class CacheProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;
  #errors = "";

  constructor({ moduleUrl, folder, script, input }: CacheProcessOptions) {
    const program = fileURLToPath(new URL(`./cache-child${extname(import.meta.url)}`, import.meta.url));
    const child = spawn(process.execPath, [program, moduleUrl, folder, script, JSON.stringify(input)], {
      stdio: "pipe",
    });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#ended = once(child, "close");
    child.stderr.on("data", (text: Buffer) => (this.#errors += text.toString()));
    // A process that was killed cannot be told anything; that it ended is seen by its lines.
    child.stdin.on("error", () => {});
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** The next line it says; undefined when it has ended well or was killed. Throws what it died of. */
  async line(): Promise<string | undefined> {
    const { done, value } = await this.#lines.next();
    if (done !== true) return value;
    await this.#ended;
    if (this.#child.signalCode === null && this.#child.exitCode !== 0)
      throw new Error(`The other process failed:\n${this.#errors}`);
    return undefined;
  }

  /** Waits for a certain line, or the end. */
  async until(wanted: string): Promise<void> {
    for (let line = await this.line(); line !== wanted; line = await this.line()) {
      if (line === undefined) throw new Error(`The other process ended without saying ${wanted}.`);
    }
  }

  /** Says a line to it. */
  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Stops it where it is, and lets it go on. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child.kill(signal);
  }

  /** kill -9, unless it has ended; settles when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
