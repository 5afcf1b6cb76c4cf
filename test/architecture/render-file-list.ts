import { describeFile } from "./describe-file.ts";
import { listPackages } from "./workspace-package.ts";

/** The list of source files: per package, each file with the first sentence of what it is named for. */
export function renderFileList(): string {
  const published = listPackages().filter(({ isPublic, sources }) => isPublic && sources.length > 0);
  const parts = published.map(({ folder, sources }) => {
    const files = byFolder(sources).map((path) => {
      const name = path.slice(`${folder}/src/`.length);
      return `- [\`${name}\`](${path}): ${describeFile(path) ?? "(says nothing of itself)"}`;
    });
    return [`### ${folder}`, "", ...files].join("\n");
  });
  return parts.join("\n\n");
}

/** A folder's own files come before those of the folders in it. */
function byFolder(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => sortKey(a).localeCompare(sortKey(b), "en"));
}

function sortKey(path: string): string {
  const cut = path.lastIndexOf("/");
  return `${path.slice(0, cut).replaceAll("/", "/\u{10FFFF}")}/${path.slice(cut + 1)}`;
}
