import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { explainInstaller } from "../explain-installer.ts";
import { askPython, preferredPython, type Python } from "../python-search.ts";
import type { PythonInstaller, Release } from "../installer.ts";
import { normalizePackageName, type Requirement } from "../parse-requirement.ts";
import { pythonNotFound } from "../python-not-found.ts";
import { parseMetadata } from "../read-installation.ts";
import { compilePins } from "./compile-pins.ts";
import type { Uv } from "./find-uv.ts";
import { runTool, type ToolOptions } from "../run-tool.ts";

/** For a look-up the newest Python is assumed: uv minds the lower bound of Requires-Python, and ignores the upper one. */
const lookUpPython = "3.14";

/** Installs by uv. `scratch`: a folder of its own, made and removed by a look-up. */
export function uvInstaller({ file, environment, version }: Uv, scratch: string): PythonInstaller {
  const run = (words: readonly string[], options: ToolOptions) => runTool(file, words, { ...options, environment });
  const findByUv = async (range: string, options: ToolOptions): Promise<Python | undefined> => {
    const wanted = preferredPython(range);
    const find = ["python", "find", "--no-project", "--quiet", wanted];
    const found = await run(find, options);
    if (found.ok) return askPython(found.stdout.trim(), options);
    await run(["python", "install", "--quiet", wanted], options);
    const installed = await run(find, options);
    return installed.ok ? askPython(installed.stdout.trim(), options) : undefined;
  };
  return {
    kind: "uv",
    version,
    findPython: findByUv,
    async lookUp(requirement, pythons, options): Promise<Release> {
      const any = (await pythons.find("")).python ?? (await findByUv("", options));
      if (any === undefined) throw pythonNotFound({ name: requirement.name, version: "", requiresPython: "" }, []);
      try {
        const words = [
          "pip",
          "install",
          "--quiet",
          "--no-deps",
          "--prerelease",
          "explicit",
          "--python-version",
          lookUpPython,
        ];
        const result = await run(
          [...words, "--python", any.file, "--target", scratch, "--", requirement.text],
          options,
        );
        if (!result.ok) throw explainInstaller(requirement, result.stderr);
        return await readRelease(scratch, requirement);
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
    async install(requirement, wanted, python, folder, options): Promise<void> {
      const steps = [
        ["venv", "--quiet", "--no-project", "--python", python.file, folder],
        ["pip", "install", "--quiet", "--prerelease", "explicit", "--compile-bytecode", "--python", folder, ...wanted],
      ];
      for (const words of steps) {
        const result = await run(words, options);
        if (!result.ok) throw explainInstaller(requirement, result.stderr);
      }
    },
    pin: (plan, options) => compilePins(run, plan, options),
  };
}

async function readRelease(folder: string, requirement: Requirement): Promise<Release> {
  const entry = (await readdir(folder)).find((name) => name.endsWith(".dist-info")) ?? "";
  const metadata = parseMetadata(await readFile(join(folder, entry, "METADATA"), "utf8"));
  return {
    name: normalizePackageName(metadata.get("name") ?? requirement.name),
    version: metadata.get("version") ?? "",
    requiresPython: metadata.get("requires-python") ?? "",
  };
}
