import { expect, test } from "vitest";
import { readSourceFile } from "./source-file.ts";
import { listPackages } from "./workspace-package.ts";

/** Lines per file in execa's `lib` (108 files, commit 8017b27): the feeling to aim for. */
const execa = { median: 54, p90: 136, longest: 243 };

test("prints the sizes of the source files; it judges none", () => {
  const rows = listPackages().flatMap(({ folder, sources, isPublic }) =>
    isPublic && sources.length > 0 ? [[folder, measure(sources)] as const] : [],
  );
  const all = measure(listPackages().flatMap(({ sources }) => sources));
  const table = [...rows, ["all", all] as const, ["(execa)", execa] as const].map(
    ([name, { median, p90, longest }]) => `${name.padEnd(24)} median ${median}, p90 ${p90}, longest ${longest}`,
  );
  console.log(`Lines per source file\n${table.join("\n")}`);
  expect(all.longest).toBeGreaterThan(0);
});

function measure(paths: readonly string[]): typeof execa {
  const lines = paths.map((path) => readSourceFile(path).lines).toSorted((a, b) => a - b);
  const at = (share: number): number => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { median: at(0.5), p90: at(0.9), longest: at(1) };
}
