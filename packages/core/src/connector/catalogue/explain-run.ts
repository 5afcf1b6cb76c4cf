import { resolve } from "node:path";
import { userCacheFolder } from "../../async/user-cache-folder.ts";
import type { ConnectorRunner } from "../connector-runner.ts";
import { findContainerEngine } from "../docker/container-engine.ts";
import { fetchedUvPath } from "../python/uv/find-uv.ts";
import { PythonSearch } from "../python/python-search.ts";
import { runProgram } from "../run-program.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { planEntry, runsOf } from "./choose-run.ts";
import { isOffline } from "../is-offline.ts";
import type { CatalogueCall, CatalogueOptions } from "./load-catalogue.ts";
import { planRun, type RunPlan } from "./plan-run.ts";
import { registryLocation } from "./registry-location.ts";

/** How a source of the catalogue runs on this machine. */
export interface RunExplanation extends RunPlan {
  /** What stands for it in a lock: `manifest:source-pokeapi@1.0.0`, `pypi:airbyte-source-github`. */
  readonly runs: string;
  /** What does it here: `by uv`, `by podman`; or what is missing. */
  readonly here: string;
  /** False when something has to be installed by hand first. */
  readonly ready: boolean;
}

/** How one explanation is made. */
export interface ExplainCall extends CatalogueCall {
  /** The runners a name is handed on to. Default: none that has counterparts of Python classes. */
  readonly runners?: readonly ConnectorRunner[] | undefined;
}

/**
 * How a source is run, why so, and what of that is there on this machine. Looks into its manifest, if it is one and not offline. Rejects with
 * PACKAGE_NOT_FOUND and INSTALL_FAILED when that cannot be had.
 */
export async function explainRun(
  entry: CatalogueEntry,
  options: CatalogueOptions = {},
  { signal, runners }: ExplainCall = {},
): Promise<RunExplanation> {
  const home = resolve(options.home ?? userCacheFolder());
  const location = registryLocation(options.registry);
  const isRemote = location.base.protocol !== "file:";
  const planned =
    isRemote && isOffline(options) ? planRun(entry) : await planEntry(entry, location, home, { signal, runners });
  const plan = { ...planned, runs: runsOf(planned, entry) };
  switch (plan.method) {
    case "manifest":
      return { ...plan, ready: true, here: "by Airdock's own engine, without Python or Docker" };
    case "python":
      return { ...plan, ready: true, here: await describePython(home, signal) };
    case "docker": {
      const engine = await findContainerEngine(undefined, { signal });
      if (engine !== undefined) return { ...plan, ready: true, here: `by ${engine.name}` };
      return { ...plan, ready: false, here: "needs docker, podman or nerdctl: none answers" };
    }
  }
}

async function describePython(home: string, signal: AbortSignal | undefined): Promise<string> {
  for (const file of ["uv", fetchedUvPath(home)]) {
    if ((await runProgram(file, ["--version"], { signal })).ok) return "by uv";
  }
  const { python } = await new PythonSearch({ signal }).find("");
  return python === undefined
    ? "by uv, which is fetched at the first install with a Python"
    : "by uv, which is fetched at the first install";
}
