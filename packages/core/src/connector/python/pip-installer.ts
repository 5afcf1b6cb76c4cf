import { InstallError } from "../../error/install-error.ts";
import { explainInstaller } from "./explain-installer.ts";
import { findPython } from "./find-python.ts";
import type { PythonInstaller, Release } from "./installer.ts";
import { normalizePackageName } from "./parse-requirement.ts";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";

const pipInstall = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];

/** Installs by `python3 -m venv` and pip: slower than uv, and always there where there is a whole Python. */
export function pipInstaller(): PythonInstaller {
  return {
    kind: "pip",
    async lookUp(requirement, options): Promise<Release> {
      const unknown = { name: requirement.name, version: "", requiresPython: "" };
      const { python } = await findPython("", options);
      // A Python without pip, or with an old one, cannot look up; its virtual environment can still install.
      if (python === undefined || !(await hasReport(python.file, options))) return unknown;
      const words = [
        ...pipInstall,
        "--dry-run",
        "--no-deps",
        "--ignore-requires-python",
        "--report",
        "-",
        requirement.text,
      ];
      const result = await runTool(python.file, words, options);
      if (!result.ok) throw explainInstaller(requirement, result.stderr);
      const { metadata } = (JSON.parse(result.stdout) as PipReport).install[0] ?? {};
      if (metadata === undefined) return unknown;
      return {
        name: normalizePackageName(metadata.name),
        version: metadata.version,
        requiresPython: metadata.requires_python ?? "",
      };
    },
    async install(requirement, python, folder, options): Promise<void> {
      const made = await runTool(python.file, ["-m", "venv", folder], options);
      if (!made.ok) throw noVenv(`${made.stdout}\n${made.stderr}`);
      const inside = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
      const result = await runTool(inside, [...pipInstall, requirement.text], options);
      if (!result.ok) throw explainInstaller(requirement, result.stderr);
    },
  };
}

/** The part of pip's installation report (`--report`, pip 22.2 and later) that is read. */
interface PipReport {
  readonly install: readonly {
    readonly metadata: { readonly name: string; readonly version: string; readonly requires_python?: string };
  }[];
}

async function hasReport(python: string, options: Parameters<typeof runTool>[2]): Promise<boolean> {
  const { ok, stdout } = await runTool(python, ["-m", "pip", "install", "--help"], options);
  return ok && stdout.includes("--report");
}

function noVenv(words: string): InstallError {
  return new InstallError("Python could not make a virtual environment.", {
    code: "INSTALL_FAILED",
    cause: words.trim().split("\n").slice(0, 20).join("\n"),
    hint: "Install uv (https://docs.astral.sh/uv), or Python's venv module (Debian, Ubuntu: apt install python3-venv).",
  });
}
