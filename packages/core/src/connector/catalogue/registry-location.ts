import { existsSync, statSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Airbyte's public registry; a mirror has the same files below its own address. */
const publicRegistry = "https://connectors.airbyte.com/files/";

const registryFile = "registries/v0/oss_registry.json";

/** Where a registry's files are. */
export interface RegistryLocation {
  /** The list of all connectors. */
  readonly registry: URL;
  /** What the files of single connectors stand below: `metadata/airbyte/NAME/VERSION/manifest.yaml`. */
  readonly base: URL;
}

/**
 * The registry's files: of a URL, a folder, or the address of the list itself (`….json`). Without one, what the variable
 * AIRDOCK_REGISTRY names, else Airbyte's public registry.
 */
export function registryLocation(registry: string | undefined = process.env["AIRDOCK_REGISTRY"]): RegistryLocation {
  const address = toAddress(registry === undefined || registry === "" ? publicRegistry : registry);
  if (!address.pathname.endsWith(".json")) {
    const base = withSlash(address);
    return { registry: new URL(registryFile, base), base };
  }
  const isInLayout = address.pathname.includes("/registries/");
  return { registry: address, base: new URL(isInLayout ? "../../" : "./", address) };
}

/** A file that belongs to one version of a connector. */
export function metadataFile({ base }: RegistryLocation, name: string, version: string, file: string): URL {
  return new URL(`metadata/airbyte/${encodeURIComponent(name)}/${encodeURIComponent(version)}/${file}`, base);
}

/** A file of a registry for people: a path, or the address without a user's name and password. */
export function describeAddress(address: URL): string {
  return address.protocol === "file:" ? fileURLToPath(address) : `${address.origin}${address.pathname}`;
}

function toAddress(registry: string): URL {
  const isPath = isAbsolute(registry) || !/^[a-z][a-z0-9+.-]+:/i.test(registry);
  if (!isPath) return new URL(registry);
  const path = resolve(registry);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? withSlash(pathToFileURL(path)) : pathToFileURL(path);
}

function withSlash(address: URL): URL {
  return address.pathname.endsWith("/") ? address : new URL(`${address.pathname}/`, address);
}
