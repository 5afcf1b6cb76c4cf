import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The processes of a user that wait for a database file, in the order they came: each leaves a ticket in a private folder and keeps it
 * fresh. It only says who tries next; what holds the file is DuckDB's own lock, so that a queue nobody can make does no harm.
 */
export class FileQueue implements AsyncDisposable {
  readonly #folder: string;
  /** What the tickets for this file begin with. */
  readonly #prefix: string;
  #ticket: string | undefined;

  constructor(file: string, folder: string = tmpdir()) {
    this.#folder = join(folder, `airdock-queue-${process.getuid?.() ?? "user"}`);
    this.#prefix = `${createHash("sha256").update(file).digest("hex").slice(0, 16)}-`;
  }

  /** True when nobody has waited for longer. */
  async isFirst(): Promise<boolean> {
    const others = await this.#tickets();
    if (this.#ticket === undefined) return others.length === 0;
    await utimes(join(this.#folder, this.#ticket), new Date(), new Date()).catch(() => (this.#ticket = undefined));
    const first = others.find((ticket) => ticket !== this.#ticket);
    return first === undefined || this.#ticket === undefined || this.#ticket < first;
  }

  /** Takes a ticket, unless there is one. */
  async enter(): Promise<void> {
    if (this.#ticket !== undefined || !(await this.#makeFolder())) return;
    const ticket = `${this.#prefix}${String(Date.now()).padStart(15, "0")}-${randomUUID()}`;
    const isWritten = await writeFile(join(this.#folder, ticket), "", { mode: 0o600, flag: "wx" }).then(
      () => true,
      () => false,
    );
    if (isWritten) this.#ticket = ticket;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ticket !== undefined) await rm(join(this.#folder, this.#ticket), { force: true }).catch(() => undefined);
    this.#ticket = undefined;
  }

  /** Those that are kept fresh, the oldest first. Others were left by processes that ended. */
  async #tickets(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const fresh: string[] = [];
    for (const name of names.filter((other) => other.startsWith(this.#prefix)).toSorted()) {
      const path = join(this.#folder, name);
      const { mtimeMs } = (await stat(path).catch(() => undefined)) ?? {};
      if (mtimeMs !== undefined && Math.abs(Date.now() - mtimeMs) < freshFor) fresh.push(name);
      else if (name !== this.#ticket) await rm(path, { force: true }).catch(() => undefined);
    }
    return fresh;
  }

  /** False where the folder is somebody else's. */
  async #makeFolder(): Promise<boolean> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const { uid, mode } = await lstat(this.#folder);
      return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    } catch {
      return false;
    }
  }
}

/** Milliseconds. Who waits looks several times a second; one that is stopped for longer is passed over. */
const freshFor = 5000;
