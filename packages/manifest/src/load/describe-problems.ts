import { locate } from "./locate.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/** The problems of a manifest, a line each, with their lines and columns in its file. */
export function describeProblems(problems: readonly ManifestProblem[], text: string, file: string): string {
  const lines = problems.map(({ path, message }) => {
    const place = locate(text, path);
    const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
    return `${where} ${path === "" ? "" : `${path}: `}${message}`;
  });
  return `The manifest has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${lines.join("\n")}`;
}
