import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How a catalogue name is run, once that is decided. */
export interface NameChoice {
  readonly method: "manifest" | "python" | "docker";
  /** What is run; a manifest with Python code has the method `python`: `pypi:airbyte-source-faker`, `docker:airbyte/source-postgres:3.6.0`, `manifest:source-pokeapi@1.0.0`. */
  readonly runs: string;
  /** The version the catalogue offered. */
  readonly version: string;
  /** Of a manifest that Python runs: the major version of Airbyte's CDK. */
  readonly cdk?: number | undefined;
}

/** Where the choice for a name of one registry is kept. */
export interface ChoiceKey {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  readonly registry: URL;
  readonly name: string;
}

/** The choice that was made for a name before: no look-up is needed again, and the name keeps meaning what it meant. */
export async function readKeptChoice(key: ChoiceKey): Promise<NameChoice | undefined> {
  try {
    return JSON.parse(await readFile(choicePath(key), "utf8")) as NameChoice;
  } catch {
    return undefined;
  }
}

/** Keeps a choice. Not being able to is no error: it is made again. */
export async function keepChoice(key: ChoiceKey, choice: NameChoice): Promise<void> {
  const path = choicePath(key);
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(join(key.home, "catalogue"), { recursive: true });
    await writeFile(beside, JSON.stringify(choice));
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => {});
  }
}

/** Forgets a choice. */
export async function forgetChoice(key: ChoiceKey): Promise<void> {
  await rm(choicePath(key), { force: true });
}

function choicePath({ home, registry, name }: ChoiceKey): string {
  const digest = createHash("sha256").update(registry.href).digest("hex").slice(0, 12);
  return join(home, "catalogue", `${name.replaceAll(/[^a-z0-9_.-]/g, "_")}-${digest}.choice`);
}
