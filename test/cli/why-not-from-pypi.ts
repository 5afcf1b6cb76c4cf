import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Why a package of the Python package index cannot be installed here: no Python, or an index that does not answer. Undefined: it can. */
export function whyNotFromPypi(name: string): Promise<string | undefined> {
  const index = process.env["UV_DEFAULT_INDEX"] ?? process.env["PIP_INDEX_URL"] ?? "https://pypi.org/simple";
  return promisify(execFile)("python3", ["--version"])
    .then(() => fetch(`${index.replace(/\/$/, "")}/${name}/`, { signal: AbortSignal.timeout(20_000) }))
    .then(
      ({ ok, status }) => (ok ? undefined : `${index} answers ${status} for ${name}`),
      (error: unknown) => `no Python, or ${index} does not answer: ${String(error)}`,
    );
}
