import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { PythonSearch } from "./python-search.ts";
import type { PythonInstaller } from "./installer.ts";
import { pipInstaller } from "./pip-installer.ts";
import type { ToolOptions } from "./run-tool.ts";
import { findUv } from "./uv/find-uv.ts";
import { uvInstaller } from "./uv/uv-installer.ts";

/** Which installer to use, and where. */
export interface InstallerChoice {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  /** `pip`: only venv and pip. Default: uv from PATH, else an uv of our own, else pip. */
  readonly installer?: "uv" | "pip" | undefined;
  readonly onProgress?: ((step: string) => void) | undefined;
}

/** The fastest installer there is: uv installs a connector in seconds where pip takes a minute or more. */
export async function chooseInstaller(
  choice: InstallerChoice,
  pythons: PythonSearch,
  options: ToolOptions,
): Promise<PythonInstaller> {
  if (choice.installer === "pip") return pipInstaller();
  const uv = await findUv(choice.home, pythons, { ...options, onProgress: choice.onProgress });
  return uv === undefined ? pipInstaller() : uvInstaller(uv, join(choice.home, `.look-up-${randomUUID()}`));
}
