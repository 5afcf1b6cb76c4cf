import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A source as Airbyte's registry lists it. */
function entry(name: string, more: object): object {
  const short = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return {
    name,
    dockerRepository: `airbyte/source-${short}`,
    dockerImageTag: "1.2.3",
    supportLevel: "community",
    ...more,
  };
}

function onPypi(packageName: string): object {
  return { language: "python", remoteRegistries: { pypi: { enabled: true, packageName } } };
}

const sources = [
  entry("Faker", onPypi("airbyte-source-faker")),
  entry("File", onPypi("airbyte-source-file")),
  entry("GitHub", { ...onPypi("airbyte-source-github"), supportLevel: "certified" }),
  entry("Google Sheets", onPypi("airbyte-source-google-sheets")),
  entry("Google Ads", onPypi("airbyte-source-google-ads")),
  entry("PokeAPI", { tags: ["language:manifest-only"] }),
  entry("Postgres", { language: "java", supportLevel: "certified" }),
];

/** Writes a registry in Airbyte's layout below a folder, for AIRDOCK_REGISTRY. */
export async function writeRegistry(folder: string): Promise<string> {
  const registry = join(folder, "registry");
  const list = join(registry, "registries", "v0", "oss_registry.json");
  const manifest = join(registry, "metadata", "airbyte", "source-pokeapi", "1.2.3", "manifest.yaml");
  for (const [path, text] of [
    [list, JSON.stringify({ sources, destinations: [] })],
    [manifest, "version: 7.0.0\ntype: DeclarativeSource\n"],
  ] as const) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return registry;
}
