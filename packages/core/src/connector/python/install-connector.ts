import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { installOnce } from "../install/install-once.ts";
import { installFolderName, InstallStore, type StoredInstall } from "../install/install-store.ts";
import { chooseInstaller, type InstallerChoice } from "./choose-installer.ts";
import type { PythonInstaller, Release } from "./installer.ts";
import type { Requirement } from "./parse-requirement.ts";
import { type PinnedPackages, pinnedRelease, printPackages } from "./pinned-packages.ts";
import { pythonNotFound } from "./python-not-found.ts";
import { type Python, PythonSearch } from "./python-search.ts";
import { readInstallation } from "./read-installation.ts";
import type { ToolOptions } from "./run-tool.ts";
import { fitsRange } from "./version-range.ts";

/** How a connector is installed. */
export interface InstallPlan extends InstallerChoice, PrepareOptions {
  readonly requirement: Requirement;
  /** What a command line calls the connector. Default: the requirement. */
  readonly reference?: string | undefined;
  /** Exactly these, from `airdock.lock`. */
  readonly packages?: PinnedPackages | undefined;
}

/**
 * The installed connector of a requirement, installed now if it is not there. An unpinned requirement keeps meaning what it
 * was first resolved to. A failed install leaves nothing behind.
 */
export function installConnector(plan: InstallPlan): Promise<StoredInstall> {
  const { requirement, packages, signal, onProgress } = plan;
  const subject = { name: requirement.name, reference: plan.reference ?? `pypi:${requirement.text}` };
  return installOnce(pythonStore(plan), subject, plan, async (folder) => {
    const pythons = new PythonSearch({ signal });
    const installer = await chooseInstaller(plan, pythons, { signal });
    const release =
      packages === undefined
        ? await installer.lookUp(requirement, pythons, { signal })
        : pinnedRelease(requirement, packages);
    const python = await choosePython(release, pythons, installer, { signal });
    onProgress?.(`installing ${`${release.name} ${release.version}`.trimEnd()} by ${installer.version}`);
    if (packages === undefined)
      await installer.install(requirement, ["--", requirement.text], python, folder, { signal });
    else await installPinned(plan, packages, installer, python, folder);
    const installation = await readInstallation(folder, requirement);
    if (packages === undefined) reportDifference(installation, release, python, onProgress);
    const { name, version, distributions, program } = installation;
    const contents = [process.platform, process.arch, python.version.join("."), ...distributions];
    return {
      name: installFolderName(version, contents),
      document: { name, version, files: program, contents: distributions },
    };
  });
}

/** Where the installs of a requirement are. A pin means the same whatever its requirement was. */
export function pythonStore({
  home,
  requirement,
  pin,
}: Pick<InstallPlan, "home" | "requirement" | "pin">): InstallStore {
  const request = pin === undefined ? requirement.text : `pin ${pin.digest}`;
  return new InstallStore({ home, kind: "python", name: requirement.name, request });
}

async function installPinned(
  plan: InstallPlan,
  packages: PinnedPackages,
  installer: PythonInstaller,
  python: Python,
  folder: string,
): Promise<void> {
  const { requirement, signal, allowScripts = false } = plan;
  const scratch = await mkdtemp(join(tmpdir(), "airdock-install-"));
  try {
    const file = join(scratch, "requirements.txt");
    await writeFile(file, printPackages(packages));
    await installer.install(requirement, pinnedOnly(file, allowScripts), python, folder, { signal });
  } catch (error) {
    throw explainPinned(plan, error);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Wheels only: of a source archive the lock pins the bytes, and not what its build downloads and runs. */
function pinnedOnly(file: string, allowScripts: boolean): string[] {
  return ["--no-deps", ...(allowScripts ? [] : ["--only-binary", ":all:"]), "--require-hashes", "-r", file];
}

function explainPinned({ requirement, allowScripts }: InstallPlan, error: unknown): unknown {
  const isMissing = error instanceof InstallError && ["INSTALL_FAILED", "PACKAGE_NOT_FOUND"].includes(error.code);
  if (!isMissing || error.retryable || allowScripts === true) return error;
  return new InstallError(`${requirement.name} could not be installed from airdock.lock by wheels alone.`, {
    code: "INSTALL_FAILED",
    cause: error.cause,
    hint: "A package without a wheel for this machine would be built here, by code that the lock does not pin. If you trust it: airdock install --frozen --allow-scripts SOURCE",
  });
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
