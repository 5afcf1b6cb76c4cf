import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Keeps the values of variables in `.env` (readable by the owner only), their names in `.env.example`, and what must not be committed out
 * of Git. What these files have already stays as it is. Gives the names of the files that were written.
 */
export async function keepVariables(
  folder: string,
  variables: ReadonlyMap<string, string>,
  ignored: readonly string[],
): Promise<string[]> {
  const names = [...variables.keys()];
  const written = [
    ...(names.length === 0
      ? []
      : [
          await addLines(
            join(folder, ".env"),
            names,
            (name) => `${name}=${quote(variables.get(name) ?? "")}`,
            isVariable,
          ),
        ]),
    ...(names.length === 0
      ? []
      : [await addLines(join(folder, ".env.example"), names, (name) => `${name}=`, isVariable)]),
    await addLines(
      join(folder, ".gitignore"),
      ignored,
      (line) => line,
      (line, text) => text.trim() === line,
    ),
  ];
  if (names.length > 0) await chmod(join(folder, ".env"), 0o600);
  return written.flat();
}

async function addLines(
  path: string,
  items: readonly string[],
  print: (item: string) => string,
  isItem: (item: string, line: string) => boolean,
): Promise<string[]> {
  const before = await readFile(path, "utf8").catch(() => "");
  const lines = before.split("\n");
  const missing = items.filter((item) => !lines.some((line) => isItem(item, line)));
  if (missing.length === 0) return [];
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(
    path,
    `${before}${gap}${missing.map(print).join("\n")}\n`,
    path.endsWith(".env") ? { mode: 0o600 } : {},
  );
  return [path.slice(path.lastIndexOf("/") + 1)];
}

function isVariable(name: string, line: string): boolean {
  return new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(line);
}

/** As `.env` files are read: quotes around what has more than plain characters. */
function quote(value: string): string {
  if (/^[\w./:@+-]*$/.test(value)) return value;
  const mark = ['"', "'", "`"].find((each) => !value.includes(each)) ?? '"';
  return `${mark}${value}${mark}`;
}
