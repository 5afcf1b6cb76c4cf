import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const sources = join(import.meta.dirname, "sources");

/** The manifests beside this file, by name. */
export async function listManifests(): Promise<readonly string[]> {
  return (await readdir(sources)).filter((file) => file.endsWith(".yaml")).map((file) => file.slice(0, -5));
}

/** The text of a manifest; `BASE` in it stands for the API's address. */
export function readManifest(name: string): Promise<string> {
  return readFile(join(sources, `${name}.yaml`), "utf8");
}

/** Writes a manifest for an API into a folder, with the schema files and the config that all of them take. */
export async function prepareFolder(folder: string, name: string, url: string): Promise<void> {
  await cp(join(sources, "schemas"), join(folder, "schemas"), { recursive: true });
  await writeFile(join(folder, `${name}.yaml`), (await readManifest(name)).replaceAll("BASE", url));
  const sheets = [{ name: "one" }, { name: "two" }];
  const config = { key: "k-123", start: "2024-01-02", auth: "jwt", group: "second", sheets };
  await writeFile(join(folder, "config.json"), JSON.stringify(config));
}
