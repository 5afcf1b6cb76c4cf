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

/** What is to be pinned. */
export interface PinPlan {
  readonly requirement: Requirement;
  /** The requirement at its version: `airbyte-source-faker==7.2.1`. */
  readonly exact: string;
  /** What is installed beside it: `idna==3.18`. */
  readonly others: readonly string[];
  readonly python: Python;
  /** A folder of its own, made and removed. */
  readonly scratch: string;
}

/** A tool that installs Python packages: uv or pip. Both read the user's own index and certificate settings. */
export interface PythonInstaller {
  readonly kind: "uv" | "pip";
  /** For people, with its version where that is known: `uv 0.13.9 of the PATH`. */
  readonly version: string;
  /**
   * The newest release that fits the requirement, whatever Python it needs; no pre-releases unless they are asked for.
   * Rejects with PACKAGE_NOT_FOUND, INSTALL_FAILED.
   */
  lookUp(requirement: Requirement, pythons: PythonSearch, options: ToolOptions): Promise<Release>;
  /**
   * Makes a virtual environment in an empty folder, and installs into it: `words` is what follows `pip install`. Rejects with
   * INSTALL_FAILED, DIGEST_MISMATCH.
   */
  install(
    requirement: Requirement,
    words: readonly string[],
    python: Python,
    folder: string,
    options: ToolOptions,
  ): Promise<void>;
  /** The packages of an environment with the digests of their files. Rejects with INSTALL_FAILED. */
  pin(plan: PinPlan, options: ToolOptions): Promise<Record<string, string[]>>;
  /** Another way to a Python, where PATH has none that fits. */
  findPython?(range: string, options: ToolOptions): Promise<Python | undefined>;
}
