import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { digestText } from "../install/digest-json.ts";
import { installOnce } from "../install/install-once.ts";
import { installFolderName, InstallStore, type StoredInstall } from "../install/install-store.ts";
import { readRegistryFile } from "./read-registry-file.ts";
import { describeAddress } from "./registry-location.ts";

/** A manifest to be fetched. */
export interface ManifestPlan {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  readonly name: string;
  readonly version: string;
  readonly address: URL;
}

/** A manifest on this disk; the first of its `files`. Fetched when it is not there; with a pin, only that very text. */
export async function installManifest(plan: ManifestPlan, options: PrepareOptions): Promise<StoredInstall> {
  const { name, version, address } = plan;
  const { pin, signal, onProgress } = options;
  return installOnce(manifestStore(plan, options), name, options, async (folder) => {
    onProgress?.(`fetching the manifest of ${name} ${version}`.trimEnd());
    const text = await fetchManifest(plan, signal);
    const digest = digestText(text);
    if (pin !== undefined && pin.digest !== digest) throw digestMismatch(name, address);
    await mkdir(folder);
    await writeFile(join(folder, "manifest.yaml"), text);
    const contents = [`manifest.yaml ${digest}`];
    return {
      name: installFolderName(version, contents),
      document: { name, version, files: ["manifest.yaml"], contents },
    };
  });
}

/** Where the versions of a manifest are. */
export function manifestStore(
  { home, name, version, address }: ManifestPlan,
  { pin }: Pick<PrepareOptions, "pin">,
): InstallStore {
  const request = pin === undefined ? `${address.href} ${version}` : `pin ${pin.digest}`;
  return new InstallStore({ home, kind: "manifest", name, request });
}

/** The text of a manifest. Rejects with PACKAGE_NOT_FOUND, INSTALL_FAILED. */
export async function fetchManifest(
  { name, version, address }: ManifestPlan,
  signal: AbortSignal | undefined,
): Promise<string> {
  const content = await readRegistryFile(address, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new InstallError(`The manifest of ${name} cannot be fetched from ${describeAddress(address)}`, {
      code: "INSTALL_FAILED",
      cause,
      retryable: true,
      hint: "Check the network and proxy, or let AIRDOCK_REGISTRY name a mirror.",
    });
  });
  if (content !== undefined) return content.toString("utf8");
  throw new InstallError(`There is no manifest of ${`${name} ${version}`.trimEnd()} at ${describeAddress(address)}`, {
    code: "PACKAGE_NOT_FOUND",
    hint: "Check the address, or what AIRDOCK_REGISTRY names: a mirror needs the manifests too, not only the list.",
  });
}

/** True for a manifest that names Python classes of its own, which only Python can run. */
export function hasCustomCode(manifest: string): boolean {
  return /^[\s{[,-]*["']?class_name["']?\s*:\s*["']?[a-z_]/im.test(manifest);
}

function digestMismatch(name: string, address: URL): InstallError {
  return new InstallError(`The manifest of ${name} is not the one airdock.lock says.`, {
    code: "DIGEST_MISMATCH",
    cause: `It was read from ${describeAddress(address)}`,
    hint: "If the change is meant, write the lock anew: airdock install --upgrade SOURCE",
  });
}
