import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { digestText } from "../install/digest-json.ts";
import { installOnce } from "../install/install-once.ts";
import { installFolderName, InstallStore, type StoredInstall } from "../install/install-store.ts";
import { unzipEntry } from "../unzip-entry.ts";
import { readRegistryFile } from "./read-registry-file.ts";
import { describeAddress } from "./registry-location.ts";

/** A manifest to be fetched. */
export interface ManifestPlan {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  readonly name: string;
  readonly version: string;
  readonly address: URL;
  /** True for a manifest that Python runs, with its code. Default false. */
  readonly components?: boolean | undefined;
}

/** A manifest on this disk, and beside it its Python code where it has some. Fetched when it is not there; with a pin, only that very text. */
export async function installManifest(plan: ManifestPlan, options: PrepareOptions): Promise<StoredInstall> {
  const { name, version, address, components: hasComponents = false } = plan;
  const { pin, signal, onProgress } = options;
  const label = version === "" ? describeAddress(address) : name;
  const subject = { name: label, reference: label };
  // A registry on this disk is no network.
  const call = address.protocol === "file:" ? { ...options, offline: false } : options;
  return installOnce(manifestStore(plan, options), subject, call, async (folder) => {
    onProgress?.(`fetching the manifest of ${name} ${version}`.trimEnd());
    const manifest = await fetchManifest(plan, signal);
    const components = hasComponents ? await fetchComponents(plan, signal) : undefined;
    const digest = manifestDigest(manifest, components);
    if (pin !== undefined && pin.digest !== digest) throw digestMismatch(name, address);
    await mkdir(folder);
    await writeFile(join(folder, "manifest.yaml"), manifest);
    if (components !== undefined) await writeFile(join(folder, "components.py"), components);
    const files = components === undefined ? ["manifest.yaml"] : ["manifest.yaml", "components.py"];
    return { name: installFolderName(version, [digest]), document: { name, version, files, contents: [digest] } };
  });
}

/** The Python code that belongs to a manifest: `components.py` in the registry's `components.zip`. */
export async function fetchComponents(
  plan: ManifestPlan,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  const archive = await readRegistryFile(new URL("components.zip", plan.address), signal).catch((cause: unknown) =>
    rejectUnreachable(plan, signal, cause),
  );
  return archive === undefined ? undefined : unzipEntry(archive, (entry) => /(^|\/)components\.py$/.test(entry));
}

function manifestDigest(manifest: string, components: Buffer | undefined): string {
  return components === undefined
    ? digestText(manifest)
    : digestText([manifest, components.toString("utf8")].join("\0"));
}

/** Where the versions of a manifest are. */
export function manifestStore(
  { home, name, version, address, components = false }: ManifestPlan,
  { pin }: Pick<PrepareOptions, "pin">,
): InstallStore {
  const request = pin === undefined ? `${address.href} ${version} ${components}` : `pin ${pin.digest}`;
  return new InstallStore({ home, kind: "manifest", name, request });
}

/** The text of a manifest. Rejects with PACKAGE_NOT_FOUND, INSTALL_FAILED. */
export async function fetchManifest(plan: ManifestPlan, signal: AbortSignal | undefined): Promise<string> {
  const { name, version, address } = plan;
  const content = await readRegistryFile(address, signal).catch((cause: unknown) =>
    rejectUnreachable(plan, signal, cause),
  );
  if (content !== undefined) return content.toString("utf8");
  throw new InstallError(`There is no manifest of ${`${name} ${version}`.trimEnd()} at ${describeAddress(address)}`, {
    code: "PACKAGE_NOT_FOUND",
    hint: "Check the address, or what AIRDOCK_REGISTRY names: a mirror needs the manifests too, not only the list.",
  });
}

function rejectUnreachable({ name, address }: ManifestPlan, signal: AbortSignal | undefined, cause: unknown): never {
  signal?.throwIfAborted();
  throw new InstallError(`The manifest of ${name} cannot be fetched from ${describeAddress(address)}`, {
    code: "INSTALL_FAILED",
    cause,
    retryable: true,
    hint: "Check the network and proxy, or let AIRDOCK_REGISTRY name a mirror.",
  });
}

/** The Python classes a manifest names: `source_declarative_manifest.components.Own`. */
export function findClassNames(manifest: string): readonly string[] {
  const written = /(?:^[\s{[,-]*|[{,]\s*)["']?class_name["']?\s*:\s*(?:[>|][-+]?\s+)?["']?([a-z_]\w*(?:\.\w+)+)/gim;
  return [...new Set([...manifest.matchAll(written)].flatMap(([, name]) => name ?? []))];
}

function digestMismatch(name: string, address: URL): InstallError {
  return new InstallError(`The manifest of ${name} is not the one airdock.lock says.`, {
    code: "DIGEST_MISMATCH",
    cause: `It was read from ${describeAddress(address)}`,
    hint: "If the change is meant, write the lock anew: airdock install --upgrade SOURCE",
  });
}
