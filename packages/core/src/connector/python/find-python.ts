import { runTool, type ToolOptions } from "./run-tool.ts";
import { fitsRange, parseVersion, type PythonVersion } from "./version-range.ts";

/** A Python on this machine. */
export interface Python {
  /** Absolute path of the interpreter itself, not of a shim. */
  readonly file: string;
  readonly version: PythonVersion;
}

/** Minor versions of Python 3 in the order they are tried: 3.11 is what fits most connectors. */
const preferredMinors = [11, 12, 10, 13, 14, 9];

const question = "import sys; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])))";

/** The first Python on PATH that fits a Requires-Python; also gives the versions that were found and do not fit. */
export async function findPython(
  range: string,
  options: ToolOptions = {},
): Promise<{ readonly python?: Python; readonly others: readonly Python[] }> {
  const others: Python[] = [];
  for (const name of candidateNames()) {
    const python = await askPython(name, options);
    if (python === undefined || others.some(({ file }) => file === python.file)) continue;
    if (fitsRange(python.version, range)) return { python, others };
    others.push(python);
  }
  return { others };
}

/** What an interpreter says of itself; undefined when it is missing or does not start, as the shim of a version that is not active. */
export async function askPython(file: string, options: ToolOptions = {}): Promise<Python | undefined> {
  const { ok, stdout } = await runTool(file, ["-I", "-c", question], options);
  const [executable, version] = stdout.trim().split(/\r?\n/);
  return ok && executable !== undefined && version !== undefined
    ? { file: executable, version: parseVersion(version) }
    : undefined;
}

function candidateNames(): string[] {
  return [...preferredMinors.map((minor) => `python3.${minor}`), "python3", "python"];
}
