import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeText, parseEnvFile, printEnvLine } from "@airdock/core";

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
            (name) => printEnvLine(name, variables.get(name) ?? ""),
            variablesOf,
          ),
        ]),
    ...(names.length === 0
      ? []
      : [await addLines(join(folder, ".env.example"), names, (name) => `${name}=`, variablesOf)]),
    await addLines(
      join(folder, ".gitignore"),
      ignored,
      (line) => line,
      (text) => text.split("\n").map((line) => line.trim()),
    ),
  ];
  if (names.length > 0) await chmod(join(folder, ".env"), 0o600);
  return written.flat();
}

async function addLines(
  path: string,
  items: readonly string[],
  print: (item: string) => string,
  itemsOf: (text: string) => readonly string[],
): Promise<string[]> {
  const before = decodeText(await readFile(path).catch(() => Buffer.alloc(0)));
  const present = new Set(itemsOf(before));
  const missing = items.filter((item) => !present.has(item));
  if (missing.length === 0) return [];
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  await writeFile(
    path,
    `${before}${gap}${missing.map(print).join("\n")}\n`,
    path.endsWith(".env") ? { mode: 0o600 } : {},
  );
  return [path.slice(path.lastIndexOf("/") + 1)];
}

function variablesOf(text: string): string[] {
  return Object.keys(parseEnvFile(text));
}
