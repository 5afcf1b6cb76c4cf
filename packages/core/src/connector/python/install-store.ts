import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Requirement } from "./parse-requirement.ts";

/** An installed connector, as it is described in its folder (`airdock.json`). */
export interface StoredInstall {
  readonly name: string;
  readonly version: string;
  /** Absolute paths. */
  readonly folder: string;
  readonly python: string;
  readonly script: string;
}

interface InstallDocument {
  readonly name: string;
  readonly version: string;
  readonly python: string;
  readonly script: string;
  readonly distributions: readonly string[];
}

const unfinished = ".installing-";

/**
 * The installed connectors of one package: a folder for each version and content, and for each requirement a small file that
 * says which of them it means. Whatever is there is whole: folders and files appear by a rename.
 */
export class InstallStore {
  readonly folder: string;
  readonly #requirement: Requirement;

  constructor(home: string, requirement: Requirement) {
    this.folder = join(home, "python", requirement.name);
    this.#requirement = requirement;
  }

  get lockPath(): string {
    return join(this.folder, "install.lock");
  }

  /** The connector this requirement was resolved to, while its files and its Python are there. */
  async find(): Promise<StoredInstall | undefined> {
    const name = await readFile(this.#pointerPath, "utf8").catch(() => undefined);
    return name === undefined ? undefined : this.#read(name.trim());
  }

  /** A new folder to install into; what installs that died left behind is removed. Needs the lock. */
  async begin(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    for (const entry of await readdir(this.folder)) {
      if (entry.startsWith(unfinished)) await rm(join(this.folder, entry), { recursive: true, force: true });
    }
    return join(this.folder, `${unfinished}${randomUUID()}`);
  }

  /** Gives an installed folder its name, and lets the requirement mean it. The same content is kept once. */
  async publish(from: string, name: string, document: InstallDocument): Promise<StoredInstall> {
    await writeFile(join(from, "airdock.json"), `${JSON.stringify(document, undefined, 2)}\n`);
    const to = join(this.folder, name);
    if ((await this.#read(name)) === undefined) {
      await rm(to, { recursive: true, force: true });
      await rename(from, to);
    } else {
      await rm(from, { recursive: true, force: true });
    }
    const beside = `${this.#pointerPath}.${randomUUID()}`;
    await writeFile(beside, name);
    await rename(beside, this.#pointerPath);
    const install = await this.#read(name);
    if (install === undefined) throw new Error(`The installation in ${to} is not complete.`);
    return install;
  }

  get #pointerPath(): string {
    return join(this.folder, `${createHash("sha256").update(this.#requirement.text).digest("hex").slice(0, 16)}.ref`);
  }

  async #read(name: string): Promise<StoredInstall | undefined> {
    const folder = join(this.folder, name);
    try {
      const document = JSON.parse(await readFile(join(folder, "airdock.json"), "utf8")) as InstallDocument;
      const install = {
        ...document,
        folder,
        python: join(folder, document.python),
        script: join(folder, document.script),
      };
      // Both are asked for: an interpreter that was uninstalled leaves a link to nowhere.
      await Promise.all([stat(install.python), stat(install.script)]);
      return install;
    } catch {
      return undefined;
    }
  }
}
