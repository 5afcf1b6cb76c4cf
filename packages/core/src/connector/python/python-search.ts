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

/** The Pythons on PATH. Each is asked once, when it is first needed: a shim that leads nowhere takes its time to say so. */
export class PythonSearch {
  readonly #options: ToolOptions;
  readonly #asked = new Map<string, Promise<Python | undefined>>();

  constructor(options: ToolOptions) {
    this.#options = options;
  }

  /** The first Python that fits a Requires-Python; else all that are there. */
  async find(range: string): Promise<{ readonly python?: Python; readonly others: readonly Python[] }> {
    const others: Python[] = [];
    for (const name of candidateNames()) {
      const python = await this.#ask(name);
      if (python === undefined || others.some(({ file }) => file === python.file)) continue;
      if (fitsRange(python.version, range)) return { python, others };
      others.push(python);
    }
    return { others };
  }

  #ask(name: string): Promise<Python | undefined> {
    const asked = this.#asked.get(name) ?? askPython(name, this.#options);
    this.#asked.set(name, asked);
    return asked;
  }
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

/** What to ask an installer of Pythons for: the first of the preferred minor versions that fits (`3.11`), else the range itself. */
export function preferredPython(range: string): string {
  const minor = preferredMinors.find((candidate) => fitsRange([3, candidate, 5], range));
  return minor === undefined ? range : `3.${minor}`;
}
