import type { Python, PythonSearch } from "./python-search.ts";
import type { Requirement } from "./parse-requirement.ts";
import type { ToolOptions } from "./run-tool.ts";

/** A release as the package index describes it. */
export interface Release {
  readonly name: string;
  readonly version: string;
  /** Requires-Python; empty when it says nothing. */
  readonly requiresPython: string;
}

/** A tool that installs Python packages: uv or pip. Both read the user's own index and certificate settings. */
export interface PythonInstaller {
  readonly kind: "uv" | "pip";
  /**
   * The newest release that fits the requirement, whatever Python it needs; no pre-releases unless they are asked for.
   * Rejects with PACKAGE_NOT_FOUND, INSTALL_FAILED.
   */
  lookUp(requirement: Requirement, pythons: PythonSearch, options: ToolOptions): Promise<Release>;
  /** Makes a virtual environment in an empty folder, and installs into it. Rejects with INSTALL_FAILED. */
  install(requirement: Requirement, python: Python, folder: string, options: ToolOptions): Promise<void>;
  /** Another way to a Python, where PATH has none that fits. */
  findPython?(range: string, options: ToolOptions): Promise<Python | undefined>;
}
