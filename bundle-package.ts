import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, type Metafile } from "esbuild";

/**
 * Joins what the compiler left in a package's `dist` to a few files, since Node takes a third of a millisecond for each it
 * loads: `node ../../bundle-package.ts [--inline name] [entry …]` in the package's folder. Entries are the package's exports, and the files
 * that are named. What the package does not name as a dependency or peer becomes part of it; so does what is to be inlined:
 * a peer that users need for its types, and whose objects are told by their shapes.
 */
const { values, positionals } = parseArgs({
  options: { inline: { type: "string", multiple: true, default: [] } },
  allowPositionals: true,
});
const manifest = JSON.parse(await readFile("package.json", "utf8"));
const entries = [...exportedFiles(manifest.exports), ...positionals];
const { metafile } = await build({
  entryPoints: entries,
  outdir: "dist",
  outbase: "dist",
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: "[name]-[hash]",
  platform: "node",
  format: "esm",
  target: "esnext",
  external: findExternal(manifest, values.inline),
  // In every file, since each runs when those it imports have run: the first one of all says it.
  banner: { js: checkNode(manifest) },
  metafile: true,
  logLevel: "warning",
});
await removeJoined(new Set(Object.keys(metafile.outputs)));
await writeLicenses(metafile);

/** A statement that throws under a Node the package is not made for, whose own error would be some detail of the language. */
function checkNode({ name, engines }: { readonly name: string; readonly engines: { readonly node: string } }): string {
  const least = Number(/^>=(\d+)$/.exec(engines.node)?.[1]);
  if (Number.isNaN(least)) throw new Error(`${name} says which Node it needs in another way than ">=24".`);
  const isOld = `process.versions.node.split(".")[0] < ${least} && !process.versions.bun && !process.versions.deno`;
  const message = `\`${name} needs Node ${least} or newer, and this is Node \${process.versions.node}.\``;
  return `if (${isOld}) throw Object.assign(new Error(${message}), { code: "NODE_UNSUPPORTED" });`;
}

function exportedFiles(exported: Record<string, string | { readonly default: string }>): readonly string[] {
  return Object.values(exported).flatMap((target) => (typeof target === "string" ? [] : [target.default]));
}

function findExternal(
  { dependencies = {}, peerDependencies = {} }: Record<string, Record<string, string>>,
  inlined: readonly string[],
): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !inlined.includes(name));
}

/** Removes the files that are part of others now, and those of an earlier build. */
async function removeJoined(kept: ReadonlySet<string>): Promise<void> {
  const files = await readdir("dist", { recursive: true });
  const joined = files.filter((file) => file.endsWith(".js") && !kept.has(join("dist", file)));
  for (const file of joined) await rm(join("dist", file));
}

/** The licences of what became part of the package ask to be shown with it. */
async function writeLicenses({ inputs }: Metafile): Promise<void> {
  const folders = new Set(Object.keys(inputs).flatMap((file) => packageFolder(file) ?? []));
  const texts = await Promise.all([...folders].toSorted().map(readLicense));
  if (texts.length > 0) await writeFile("dist/third-party-licenses.txt", texts.join(`\n\n${"-".repeat(80)}\n\n`));
}

/** The folder of the installed package that a file is of. */
function packageFolder(file: string): string | undefined {
  const modules = "node_modules/";
  const start = file.lastIndexOf(modules) + modules.length;
  if (start < modules.length) return undefined;
  const depth = file.startsWith("@", start) ? 2 : 1;
  return file.slice(0, start) + file.slice(start).split("/", depth).join("/");
}

async function readLicense(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
