import { access, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { AirdockError, type ConfigEntry, type ConfigObject, decodeText, loadConfig, published } from "@airdock/core";
import { resolveAirdockImports } from "../resolve-airdock-imports.ts";
import { type ConfigFormat, printTypescript, toPlain } from "./print-config.ts";

/** A connection to be written. */
export interface NewConnection {
  readonly name: string;
  readonly source: string;
  readonly config: ConfigObject;
  /** Names of variables that the connector gets. */
  readonly env?: readonly string[];
  readonly streams?: string | readonly string[];
}

/** Where it goes: an existing file, or a new one of a format, with the project's cache. */
export type ConfigPlace =
  | { readonly file: string }
  | { readonly folder: string; readonly format: ConfigFormat; readonly cache: ConfigEntry };

/** Writes a connection into the config file, a new one or the one that is there; gives its path. Rejects with CONFIG_INVALID, DISK_UNWRITABLE. */
export async function writeConfig(connection: NewConnection, place: ConfigPlace): Promise<string> {
  const file = "file" in place ? place.file : join(place.folder, `airdock.config.${await endingOf(place)}`);
  const { name, ...rest } = connection;
  const text = "file" in place ? await addConnection(file, name, rest) : await printNew(place, { [name]: rest });
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new AirdockError(`${file} cannot be written.`, {
      code: "DISK_UNWRITABLE",
      cause,
      hint: "Check who may write there.",
    });
  }
  return file;
}

/** JavaScript is a module by its name where its package is not one. */
async function endingOf({ folder, format }: Extract<ConfigPlace, { readonly folder: string }>): Promise<string> {
  if (format !== "js") return format;
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => "{}");
  return /"type"\s*:\s*"module"/.test(text) ? "js" : "mjs";
}

type Entry = Omit<NewConnection, "name">;

async function printNew(
  { folder, format, cache }: Extract<ConfigPlace, { readonly folder: string }>,
  connections: Readonly<Record<string, Entry>>,
): Promise<string> {
  const config = { cache, connections } as unknown as ConfigObject;
  if (format === "ts" || format === "js") {
    const text = printTypescript(config);
    const names = text.includes("env(") ? "defineConfig, env" : "defineConfig";
    return `import { ${names} } from "airdock";\n\nexport default defineConfig(${text});\n`;
  }
  const $schema = await schemaUrl(folder);
  const plain = { ...($schema === undefined ? {} : { $schema }), ...(toPlain(config) as object) };
  if (format === "json") return `${JSON.stringify(plain, null, 2)}\n`;
  const { stringify } = await import("yaml");
  return stringify(plain);
}

async function schemaUrl(folder: string): Promise<string | undefined> {
  const local = "./node_modules/airdock/config.schema.json";
  return access(join(folder, local)).then(
    () => local,
    () => (published ? "https://unpkg.com/airdock/config.schema.json" : undefined),
  );
}

async function addConnection(file: string, name: string, entry: Entry): Promise<string> {
  const text = decodeText(await readFile(file));
  const ending = extname(file);
  if (ending === ".json") {
    const config = JSON.parse(text) as { connections: object };
    return `${JSON.stringify({ ...config, connections: { ...config.connections, [name]: toPlain(entry as unknown as ConfigEntry) } }, null, 2)}\n`;
  }
  if (ending === ".yaml" || ending === ".yml") {
    const { parseDocument } = await import("yaml");
    const document = parseDocument(text);
    document.setIn(["connections", name], document.createNode(toPlain(entry as unknown as ConfigEntry)));
    return String(document);
  }
  return insertConnection(file, text, name, entry);
}

/** Into a module by its text; what comes out is tried before it is kept. */
async function insertConnection(file: string, text: string, name: string, entry: Entry): Promise<string> {
  const line = printTypescript({ [name]: entry }, "  ").slice(2, -4);
  const [, ...more] = text.split(/\bconnections:\s*\{/);
  const needsEnv = line.includes("env(") && !/import\s*\{[^}]*\benv\b/.test(text);
  const imported = needsEnv ? text.replace(/(import\s*\{[^}]*?)(\s*\}\s*from\s*"airdock")/, "$1, env$2") : text;
  const added = imported.replace(/\bconnections:\s*\{/, (found) => `${found}\n${line}`);
  if (more.length !== 1 || (needsEnv && imported === text) || !(await holds(file, added, name)))
    throw cannotAdd(file, line);
  return added;
}

async function holds(file: string, text: string, name: string): Promise<boolean> {
  const trial = file.replace(/(\.\w+)$/, `.${process.pid}$1`);
  const { rm } = await import("node:fs/promises");
  try {
    await writeFile(trial, text, { mode: 0o600 });
    const config = await resolveAirdockImports(() => loadConfig(undefined, { file: trial }));
    return config?.names.includes(name) === true;
  } catch {
    return false;
  } finally {
    await rm(trial, { force: true });
  }
}

function cannotAdd(file: string, line: string): AirdockError {
  return new AirdockError(`${file} cannot be extended by itself.`, {
    code: "CONFIG_INVALID",
    hint: `Add this to its connections:\n${line}`,
  });
}
