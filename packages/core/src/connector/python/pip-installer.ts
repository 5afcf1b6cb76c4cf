import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import { explainInstaller } from "./explain-installer.ts";
import type { PythonInstaller, Release } from "./installer.ts";
import { normalizePackageName } from "./parse-requirement.ts";
import { PythonSearch } from "./python-search.ts";
import { runTool, type ToolOptions } from "./run-tool.ts";
import { compareVersions, parseVersion } from "./version-range.ts";

const install = ["install", "--quiet", "--disable-pip-version-check", "--no-input"];

/** Installs by `python3 -m venv` and pip: slower than uv, and there where there is a whole Python. */
export function pipInstaller(): PythonInstaller {
  return {
    kind: "pip",
    version: "pip",
    async lookUp(requirement, pythons, options): Promise<Release> {
      const unknown = { name: requirement.name, version: "", requiresPython: "" };
      const { python } = await pythons.find("");
      // Without a pip that can tell, the environment's own one will at least find a release that goes with the Python.
      if (python === undefined || !(await isRecentPip(python.file, options))) return unknown;
      const words = ["-m", "pip", ...install, "--dry-run", "--no-deps", "--ignore-requires-python", "--report", "-"];
      const result = await runTool(python.file, [...words, "--", requirement.text], options);
      if (!result.ok) throw explainInstaller(requirement, result.stderr);
      const { metadata } = (JSON.parse(result.stdout) as PipReport).install[0] ?? {};
      if (metadata === undefined) return unknown;
      return {
        name: normalizePackageName(metadata.name),
        version: metadata.version,
        requiresPython: metadata.requires_python ?? "",
      };
    },
    async install(requirement, wanted, python, folder, options): Promise<void> {
      // A pip outside of the environment saves putting one inside, which takes longer than most packages.
      const outside = await isRecentPip(python.file, options);
      const made = await runTool(python.file, ["-m", "venv", ...(outside ? ["--without-pip"] : []), folder], options);
      if (!made.ok) throw noVenv(`${made.stdout}\n${made.stderr}`);
      const inside = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
      const words = outside ? ["-m", "pip", "--python", inside, ...install] : ["-m", "pip", ...install];
      const result = await runTool(outside ? python.file : inside, [...words, ...wanted], options);
      if (!result.ok) throw explainInstaller(requirement, result.stderr);
    },
    async pin({ requirement, exact, others, python }, options): Promise<Record<string, string[]>> {
      const outside = (await new PythonSearch(options).find("")).python ?? python;
      const words = ["-m", "pip", ...install, "--dry-run", "--ignore-installed", "--no-deps", "--report", "-"];
      const result = await runTool(outside.file, [...words, "--", exact, ...others], options);
      if (!result.ok) throw explainInstaller(requirement, result.stderr);
      const report = JSON.parse(result.stdout) as PipReport;
      const packages = report.install.map(({ metadata: { name, version }, download_info }): [string, string[]] => {
        const hash = readDigest(download_info);
        return [`${normalizePackageName(name)}==${version}`, hash === undefined ? [] : [`sha256:${hash}`]];
      });
      return Object.fromEntries(packages.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

/** The part of pip's installation report that is read. */
interface PipReport {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string; readonly requires_python?: string };
    readonly download_info: DownloadInfo;
  }[];
}

/** Where a package came from: `hashes` since pip 23.1, `hash` (`sha256=…`) before. */
interface DownloadInfo {
  readonly archive_info?: { readonly hashes?: Readonly<Record<string, string>>; readonly hash?: string };
}

function readDigest({ archive_info: archive }: DownloadInfo): string | undefined {
  return archive?.hashes?.["sha256"] ?? /^sha256=(\w+)$/.exec(archive?.hash ?? "")?.[1];
}

/** True for a pip that knows `--report` and `--python`: 22.3 and later. */
async function isRecentPip(python: string, options: ToolOptions): Promise<boolean> {
  const { ok, stdout } = await runTool(python, ["-m", "pip", "--version"], options);
  const version = /^pip (\S+)/.exec(stdout)?.[1];
  return ok && version !== undefined && compareVersions(parseVersion(version), [22, 3]) >= 0;
}

function noVenv(words: string): InstallError {
  return new InstallError("Python could not make a virtual environment.", {
    code: "INSTALL_FAILED",
    cause: words.trim().split("\n").slice(0, 20).join("\n"),
    hint: "Install uv (https://docs.astral.sh/uv), or Python's venv module (Debian, Ubuntu: apt install python3-venv).",
  });
}
