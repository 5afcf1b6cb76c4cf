import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProgramResult } from "../../run-program.ts";
import { explainInstaller } from "../explain-installer.ts";
import type { PinPlan } from "../installer.ts";
import { parsePackages } from "../pinned-packages.ts";
import type { ToolOptions } from "../run-tool.ts";
import type { PythonVersion } from "../version-range.ts";

/** The words of every call. */
const compile = ["pip", "compile", "--quiet", "--no-header", "--no-annotate", "--generate-hashes", "--universal"];

/**
 * The packages of an environment with the digests of all their files, by `uv pip compile`: for every system, not only for
 * this one (what only others need is marked), and for this minor version of Python. Rejects with INSTALL_FAILED.
 */
export async function compilePins(
  run: (words: readonly string[], options: ToolOptions) => Promise<ProgramResult>,
  { requirement, exact, others, python, scratch }: PinPlan,
  options: ToolOptions,
): Promise<Record<string, string[]>> {
  await mkdir(scratch, { recursive: true });
  try {
    const [wanted, installed] = [join(scratch, "pyproject.toml"), join(scratch, "installed.txt")];
    await writeFile(wanted, project(exact, python.version));
    await writeFile(installed, `${others.join("\n")}\n`);
    const words = [...compile, "--python", python.file, "--project", scratch, "--constraint", installed, wanted];
    const result = await run(words, options);
    if (!result.ok) throw explainInstaller(requirement, result.stderr);
    return parsePackages(withoutBound(result.stdout, python.version));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Without the bound on Python that every line has, where nothing else is said by it. */
function withoutBound(text: string, version: PythonVersion): string {
  const bound = ` ; ${pythonBound(version)}`;
  const lines = text.split("\n");
  return lines
    .map((line) => (/ or |\(/.test(line) ? line : line.replace(`${bound} and `, " ; ").replace(bound, "")))
    .join("\n");
}

/** As uv prints it. */
function pythonBound(version: PythonVersion): string {
  const [major = 3, minor = 0] = version;
  return `python_full_version >= '${version.join(".")}' and python_full_version < '${major}.${minor + 1}'`;
}

/** A project that needs one package. Other Pythons would have to be solved for as well, and packages do not go with them all. */
function project(requirement: string, version: PythonVersion): string {
  return `[project]
name = "pinned-by-airdock"
version = "0"
requires-python = ">=${version.join(".")}"
dependencies = [${JSON.stringify(requirement)}]
[tool.uv]
environments = ["${pythonBound(version)}"]
`;
}
