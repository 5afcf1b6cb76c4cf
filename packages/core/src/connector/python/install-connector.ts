import { mkdir, rm, rmdir } from "node:fs/promises";
import { InstallError } from "../../error/install-error.ts";
import { chooseInstaller, type InstallerChoice } from "./choose-installer.ts";
import { type Python, PythonSearch } from "./python-search.ts";
import { withInstallLock } from "./install-lock.ts";
import { InstallStore, type StoredInstall } from "./install-store.ts";
import type { PythonInstaller, Release } from "./installer.ts";
import type { Requirement } from "./parse-requirement.ts";
import { pythonNotFound } from "./python-not-found.ts";
import { contentName, readInstallation } from "./read-installation.ts";
import type { ToolOptions } from "./run-tool.ts";
import { fitsRange } from "./version-range.ts";

/** How a connector is installed. */
export interface InstallPlan extends InstallerChoice {
  readonly requirement: Requirement;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The installed connector of a requirement, installed now if it is not there. An unpinned requirement keeps meaning what it
 * was first resolved to. A failed install leaves nothing behind.
 */
export async function installConnector(plan: InstallPlan): Promise<StoredInstall> {
  const store = new InstallStore(plan.home, plan.requirement);
  const found = await store.find();
  if (found !== undefined) return found;
  await mkdir(store.folder, { recursive: true }).catch(rejectUnwritable);
  const onWait = (): void => plan.onProgress?.(`waiting for another process that installs ${plan.requirement.name}`);
  const findOrInstall = async (): Promise<StoredInstall> => (await store.find()) ?? install(plan, store);
  try {
    return await withInstallLock(store.lockPath, { signal: plan.signal, onWait }, findOrInstall);
  } finally {
    // What holds nothing is not left behind either; a folder with something in it stays.
    await rmdir(store.folder).catch(() => {});
  }
}

async function install(plan: InstallPlan, store: InstallStore): Promise<StoredInstall> {
  const { requirement, signal, onProgress } = plan;
  const pythons = new PythonSearch({ signal });
  const installer = await chooseInstaller(plan, pythons, { signal });
  const release = await installer.lookUp(requirement, pythons, { signal });
  const python = await choosePython(release, pythons, installer, { signal });
  onProgress?.(`installing ${release.name} ${release.version}`.trimEnd());
  const folder = await store.begin();
  try {
    await installer.install(requirement, python, folder, { signal });
    const installation = await readInstallation(folder, requirement);
    reportDifference(installation, release, python, onProgress);
    return await store.publish(folder, contentName(installation, python.version), installation);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The installers do not mind the upper bound of Requires-Python (uv), or silently take an old release (pip): so we do. */
async function choosePython(
  release: Release,
  pythons: PythonSearch,
  installer: PythonInstaller,
  options: ToolOptions,
): Promise<Python> {
  const { python, others } = await pythons.find(release.requiresPython);
  const chosen = python ?? (await installer.findPython?.(release.requiresPython, options));
  if (chosen === undefined) throw pythonNotFound(release, others);
  return chosen;
}

function reportDifference(
  installed: Release,
  newest: Release,
  python: Python,
  onProgress: InstallPlan["onProgress"],
): void {
  if (newest.version !== "" && installed.version !== newest.version) {
    onProgress?.(
      `installed ${installed.name} ${installed.version}: the newest release, ${newest.version}, could not be resolved`,
    );
  }
  if (!fitsRange(python.version, installed.requiresPython)) {
    onProgress?.(
      `${installed.name} ${installed.version} asks for Python ${installed.requiresPython} and runs on ${python.version.join(".")}`,
    );
  }
}

function rejectUnwritable(cause: unknown): never {
  throw new InstallError("The folder for installed connectors cannot be written.", {
    code: "INSTALL_FAILED",
    cause,
    hint: "Let the environment variable AIRDOCK_HOME name a folder that can.",
  });
}
