import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PythonSearch } from "../python-search.ts";
import { runTool, type ToolOptions } from "../run-tool.ts";
import { downloadUv } from "./download-uv.ts";
import { pinnedUvDigests, pinnedUvVersion } from "./pinned-uv.ts";
import { readPipSettings } from "./pip-settings.ts";

/** An uv that can be started, and the settings it has to be given. */
export interface Uv {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it says of itself: `uv 0.13.9`. */
  readonly version: string;
}

/** How uv is looked for. */
export interface UvOptions extends ToolOptions {
  readonly onProgress?: ((step: string) => void) | undefined;
}

/**
 * The uv on the PATH, whatever its version; else one of our own below `home`, of a fixed release whose checksum is known, fetched by pip or from
 * the package index. Undefined when there is no way.
 */
export async function findUv(home: string, pythons: PythonSearch, options: UvOptions): Promise<Uv | undefined> {
  const installed = await askUv("uv", options);
  if (installed !== undefined) return { file: "uv", environment: {}, version: `${installed} of the PATH` };
  const { python } = await pythons.find("");
  const file = fetchedUvPath(home);
  if ((await askUv(file, options)) === undefined) {
    options.onProgress?.("fetching uv, which installs Python packages");
    await fetchUv(join(file, "../.."), python?.file, options);
  }
  const version = await askUv(file, options);
  if (version === undefined) return undefined;
  return { file, version, environment: python === undefined ? {} : await readPipSettings(python.file, options) };
}

/** Where the uv that Airdock fetches stands. */
export function fetchedUvPath(home: string): string {
  return join(home, "tools", `uv-${pinnedUvVersion}`, uvInside);
}

const uvInside = join("bin", process.platform === "win32" ? "uv.exe" : "uv");
const pipInstall = [
  ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
  ...["--no-deps", "--only-binary", ":all:", "--require-hashes"],
];

async function fetchUv(folder: string, python: string | undefined, options: ToolOptions): Promise<void> {
  const beside = `${folder}-${randomUUID()}`;
  try {
    await mkdir(join(folder, ".."), { recursive: true });
    const isThere = python !== undefined && (await fetchByPip(python, beside, options));
    if (!isThere) await downloadUv(join(beside, uvInside), options.signal);
    await rename(beside, folder);
  } catch {
    options.signal?.throwIfAborted();
    // Not to be had, or another process was faster: whether it is there now decides.
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function fetchByPip(python: string, target: string, options: ToolOptions): Promise<boolean> {
  const file = `${target}.txt`;
  try {
    const hashes = Object.values(pinnedUvDigests).map((digest) => `--hash=sha256:${digest}`);
    await writeFile(file, `uv==${pinnedUvVersion} ${hashes.join(" ")}\n`);
    return (await runTool(python, [...pipInstall, "--target", target, "-r", file], options)).ok;
  } finally {
    await rm(file, { force: true });
  }
}

/** What it says of itself, when it is an uv. */
async function askUv(file: string, options: ToolOptions): Promise<string | undefined> {
  const { ok, stdout } = await runTool(file, ["--version"], options);
  return ok ? /^uv \S+/.exec(stdout)?.[0] : undefined;
}
