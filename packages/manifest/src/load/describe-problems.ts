import { createLocate } from "./locate.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/** The problems of a manifest, a line each, with their lines and columns in its file. What several references lead to is one problem. */
export function describeProblems(problems: readonly ManifestProblem[], text: string, file: string): string {
  const locate = createLocate(text);
  const places = new Map<string, { readonly path: string; readonly message: string; count: number }>();
  for (const { path, message } of problems) {
    const place = locate(path);
    const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    const key = `${where} ${message}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { path: path === "" ? where : `${where} ${path}:`, message, count: 1 });
    else known.count += 1;
  }
  const lines = [...places.values()].map(
    ({ path, message, count }) => `${path} ${message}${count === 1 ? "" : ` (and in ${count - 1} more places)`}`,
  );
  return `The manifest has ${lines.length === 1 ? "a problem" : `${lines.length} problems`}:\n${lines.join("\n")}`;
}
