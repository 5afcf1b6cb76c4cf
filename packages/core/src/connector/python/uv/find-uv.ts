import { randomUUID } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PythonSearch } from "../python-search.ts";
import { runTool, type ToolOptions } from "../run-tool.ts";
import { downloadUv } from "./download-uv.ts";
import { readPipSettings } from "./pip-settings.ts";

/** An uv that can be started, and the settings it has to be given. */
export interface Uv {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How uv is looked for. */
export interface UvOptions extends ToolOptions {
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** The user's uv from PATH; else one of our own below `home`, fetched by pip or from the package index. Undefined when there is no way. */
export async function findUv(home: string, pythons: PythonSearch, options: UvOptions): Promise<Uv | undefined> {
  if (await isUv("uv", options)) return { file: "uv", environment: {} };
  const { python } = await pythons.find("");
  const folder = join(home, "tools", "uv");
  const file = join(folder, uvInside);
  if (!(await isUv(file, options))) {
    options.onProgress?.("fetching uv, which installs Python packages");
    await fetchUv(folder, python?.file, options);
    if (!(await isUv(file, options))) return undefined;
  }
  return { file, environment: python === undefined ? {} : await readPipSettings(python.file, options) };
}

const uvInside = join("bin", process.platform === "win32" ? "uv.exe" : "uv");
const pipInstall = [
  "-m",
  "pip",
  "install",
  "--quiet",
  "--disable-pip-version-check",
  "--no-deps",
  "--only-binary",
  ":all:",
];

async function fetchUv(folder: string, python: string | undefined, options: ToolOptions): Promise<void> {
  const beside = `${folder}-${randomUUID()}`;
  try {
    await mkdir(join(folder, ".."), { recursive: true });
    const byPip =
      python === undefined ? undefined : await runTool(python, [...pipInstall, "--target", beside, "uv"], options);
    if (byPip?.ok !== true) await downloadUv(join(beside, uvInside), options.signal);
    await rename(beside, folder);
  } catch {
    options.signal?.throwIfAborted();
    // Not to be had, or another process was faster: whether it is there now decides.
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function isUv(file: string, options: ToolOptions): Promise<boolean> {
  const { ok, stdout } = await runTool(file, ["--version"], options);
  return ok && stdout.startsWith("uv ");
}
