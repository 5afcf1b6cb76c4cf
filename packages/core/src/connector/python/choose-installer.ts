import { mkdir, rename, rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { findPython } from "./find-python.ts";
import type { PythonInstaller } from "./installer.ts";
import { pipInstaller } from "./pip-installer.ts";
import { readPipSettings } from "./pip-settings.ts";
import { runTool, type ToolOptions } from "./run-tool.ts";
import { uvInstaller } from "./uv-installer.ts";

/** Which installer to use, and where. */
export interface InstallerChoice {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  /** `pip`: only venv and pip. Default: uv from PATH, else an uv of our own, fetched by pip; else pip. */
  readonly installer?: "uv" | "pip" | undefined;
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** The fastest installer there is: uv installs a connector in seconds where pip takes more than a minute. */
export async function chooseInstaller(choice: InstallerChoice, options: ToolOptions): Promise<PythonInstaller> {
  if (choice.installer === "pip") return pipInstaller();
  const scratch = join(choice.home, `.look-up-${randomUUID()}`);
  if (await isUv("uv", options)) return uvInstaller("uv", scratch);
  const { python } = await findPython("", options);
  const own = python === undefined ? undefined : await findOwnUv(choice, python.file, options);
  if (python === undefined || own === undefined) return pipInstaller();
  return uvInstaller(own, scratch, await readPipSettings(python.file, options));
}

async function findOwnUv(choice: InstallerChoice, python: string, options: ToolOptions): Promise<string | undefined> {
  const tools = join(choice.home, "tools");
  const folder = join(tools, "uv");
  const uv = join(folder, "bin", process.platform === "win32" ? "uv.exe" : "uv");
  if (await isUv(uv, options)) return uv;
  choice.onProgress?.("fetching uv, which installs Python packages");
  const beside = `${folder}-${randomUUID()}`;
  try {
    await mkdir(tools, { recursive: true });
    const words = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "--only-binary",
      ":all:",
    ];
    const { ok } = await runTool(python, [...words, "--target", beside, "uv"], options);
    if (ok) await rename(beside, folder);
  } catch {
    options.signal?.throwIfAborted();
    // Another process was faster, or the folder cannot be written: the check below decides.
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return (await isUv(uv, options)) ? uv : undefined;
}

async function isUv(file: string, options: ToolOptions): Promise<boolean> {
  const { ok, stdout } = await runTool(file, ["--version"], options);
  return ok && stdout.startsWith("uv ");
}
