import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import { findUser } from "./mark-in-use.ts";

/** What is installed in a folder, as it is described there (`airdock.json`). */
export interface InstallDocument {
  readonly name: string;
  readonly version: string;
  /** What it is run by, below its folder: an interpreter and a script, a script, a manifest. */
  readonly files: readonly string[];
  /** What stands in it, for people: packages with their versions. */
  readonly contents?: readonly string[] | undefined;
}

/** An installed connector; `files` are absolute paths. */
export interface StoredInstall extends InstallDocument {
  readonly folder: string;
}

/** Whose installs a store holds. */
export interface StoreKey {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  /** `python`, `npm`, `manifest`. */
  readonly kind: string;
  readonly name: string;
  /** What the user asked for: the same text means the same install from then on. */
  readonly request: string;
}

const unfinished = ".installing-";

/**
 * The installed versions of one connector: a folder for each version and content, and for each request a small file that says
 * which of them it means. Whatever is there is whole: folders and files appear by a rename.
 */
export class InstallStore {
  readonly folder: string;
  readonly #request: string;

  constructor({ home, kind, name, request }: StoreKey) {
    this.folder = join(home, kind, name.replaceAll(/[^A-Za-z0-9@._+-]/g, "+"));
    this.#request = request;
  }

  get lockPath(): string {
    return join(this.folder, "install.lock");
  }

  /** What the request was resolved to, while its files are there. */
  async find(): Promise<StoredInstall | undefined> {
    const name = await readFile(this.#pointerPath, "utf8").catch(() => undefined);
    return name === undefined ? undefined : this.#read(name.trim());
  }

  /** A new folder to install into; what installs that died left behind is removed. Needs the lock. */
  async begin(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    await this.removeUnfinished();
    return join(this.folder, `${unfinished}${randomUUID()}`);
  }

  /** Removes the folders of installs that did not come to their end. Needs the lock. */
  async removeUnfinished(): Promise<void> {
    for (const entry of await readdir(this.folder)) {
      if (entry.startsWith(unfinished)) await removeFolder(join(this.folder, entry));
    }
  }

  /** Gives an installed folder its name, and lets the request mean it. The same content is kept once. Needs the lock. */
  async publish(from: string, name: string, document: InstallDocument): Promise<StoredInstall> {
    await writeFile(join(from, "airdock.json"), `${JSON.stringify(document, undefined, 2)}\n`);
    const to = join(this.folder, name);
    if ((await this.#read(name)) === undefined) {
      await removeFolder(to);
      await rename(from, to);
    } else {
      await removeFolder(from);
    }
    await this.#point(name);
    const install = await this.#read(name);
    if (install === undefined) throw new Error(`The installation in ${to} is not complete.`);
    return install;
  }

  /** Lets the request mean an install of this store that is there. */
  async adopt({ folder }: StoredInstall): Promise<void> {
    await this.#point(basename(folder));
  }

  /**
   * Removes installs, with every request that means them, and says what is gone. Needs the lock. `all`: all there are; a version: those of
   * it; `meant`: the one the request means. Rejects with INSTALL_BUSY, and removes nothing, when one of them is running.
   */
  async remove(which: "all" | "meant" | { readonly version: string }): Promise<string[]> {
    const entries = await readdir(this.folder).catch((): string[] => []);
    const meant = (await readFile(this.#pointerPath, "utf8").catch(() => "")).trim();
    const folders = entries.filter((entry) => {
      const version = /^([^.].*)-[0-9a-f]{10}$/.exec(entry)?.[1];
      if (version === undefined || which === "all") return version !== undefined;
      return which === "meant" ? entry === meant : version === printVersion(which.version);
    });
    for (const folder of folders) await this.#refuseInUse(folder);
    for (const entry of entries.filter((each) => each.endsWith(".ref"))) {
      const name = (await readFile(join(this.folder, entry), "utf8").catch(() => "")).trim();
      if (folders.includes(name)) await rm(join(this.folder, entry), { force: true });
    }
    for (const folder of folders) await removeFolder(join(this.folder, folder));
    return folders.map((folder) => join(this.folder, folder));
  }

  async #refuseInUse(name: string): Promise<void> {
    const user = await findUser(join(this.folder, name));
    if (user === undefined) return;
    const install = await this.#read(name);
    throw new InstallError(`${install?.name ?? name} ${install?.version ?? ""} is running.`.replace("  ", " "), {
      code: "INSTALL_BUSY",
      cause: `It was started by process ${user}.`,
      retryable: true,
      hint: "Wait until that has ended, or stop it; then uninstall again.",
    });
  }

  get #pointerPath(): string {
    return join(this.folder, `${createHash("sha256").update(this.#request).digest("hex").slice(0, 16)}.ref`);
  }

  async #point(name: string): Promise<void> {
    const beside = `${this.#pointerPath}.${randomUUID()}`;
    await writeFile(beside, name);
    await rename(beside, this.#pointerPath);
  }

  async #read(name: string): Promise<StoredInstall | undefined> {
    const folder = join(this.folder, name);
    try {
      const document = JSON.parse(await readFile(join(folder, "airdock.json"), "utf8")) as InstallDocument;
      const files = document.files.map((file) => join(folder, file));
      // All are asked for: an interpreter that was uninstalled leaves a link to nowhere.
      await Promise.all(files.map((file) => stat(file)));
      return { ...document, files, folder };
    } catch {
      return undefined;
    }
  }
}

/** The name of an installation's folder: its version, and a digest of what is in it. */
export function installFolderName(version: string, contents: readonly string[]): string {
  const digest = createHash("sha256").update(contents.join("\n")).digest("hex").slice(0, 10);
  return `${printVersion(version)}-${digest}`;
}

function printVersion(version: string): string {
  return version.replaceAll(/[^A-Za-z0-9.+_-]/g, "_");
}

/** Again, when what was killed still writes into it. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
