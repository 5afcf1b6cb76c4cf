import { InstallError } from "../../error/install-error.ts";
import type { Python } from "./python-search.ts";
import type { Release } from "./installer.ts";

const commands: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "brew install python@3.11",
  win32: "winget install Python.Python.3.11",
  linux: "apt install python3 python3-venv (Debian, Ubuntu), dnf install python3.11 (Fedora, RHEL)",
};

/** The error for a machine without a Python that fits a release. */
export function pythonNotFound(release: Release, found: readonly Python[]): InstallError {
  const range = release.requiresPython === "" ? "Python 3" : `Python ${release.requiresPython}`;
  const others = found.map(({ file, version }) => `${version.join(".")} (${file})`);
  return new InstallError(
    `${`${release.name} ${release.version}`.trim()} needs ${range}; ${others.length === 0 ? "there is none here" : `here: ${others.join(", ")}`}.`,
    {
      code: "PYTHON_NOT_FOUND",
      hint: `Install one: ${commands[process.platform] ?? "see https://www.python.org/downloads"}. Or install uv (https://docs.astral.sh/uv), which fetches the right Python.`,
      data: { requiresPython: release.requiresPython, found: others },
    },
  );
}
