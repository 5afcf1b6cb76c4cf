import { mkdir, readFile, writeFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { isObject } from "../../config/is-object.ts";
import { InstallError } from "../../error/install-error.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { digestJson } from "../install/digest-json.ts";
import { type FilledInstall, installOnce } from "../install/install-once.ts";
import { installFolderName, InstallStore, type StoredInstall } from "../install/install-store.ts";
import { runProgram } from "../run-program.ts";
import { chooseBin } from "./choose-bin.ts";
import { explainNpm } from "./explain-npm.ts";

/** A package to be installed. */
export interface PackagePlan {
  /** Airdock's folder in the user's cache. */
  readonly home: string;
  /** Without version: `@acme/source-x`. */
  readonly name: string;
  /** What npm is given: `@acme/source-x@1.2.0`, a file, a URL. */
  readonly target: string;
}

const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];

/**
 * The installed package of a reference, installed now by npm if it is not there; with a pin, exactly the packages it lists. The packages'
 * own install scripts run only where they are allowed; such an install is then what the reference means.
 */
export async function installPackage(plan: PackagePlan, options: PrepareOptions): Promise<StoredInstall> {
  const { allowScripts = false } = options;
  const subject = { name: plan.name, reference: `npm:${plan.target}` };
  const install = await installOnce(packageStore(plan, options), subject, options, (folder) =>
    fill(folder, plan, options),
  );
  if (allowScripts) await packageStore(plan, { pin: options.pin }).adopt(install);
  return install;
}

async function fill(folder: string, plan: PackagePlan, options: PrepareOptions): Promise<FilledInstall> {
  const { signal, pin, onProgress, allowScripts = false } = options;
  onProgress?.(`installing ${plan.target} by npm`);
  await mkdir(folder);
  const words = [pin === undefined ? "install" : "ci", ...quiet, ...(allowScripts ? [] : ["--ignore-scripts"])];
  if (pin !== undefined) await writeLock(folder, pin);
  else await writeFile(join(folder, "package.json"), "{}");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const wanted = pin === undefined ? ["--save-exact", "--", absolute(plan.target)] : [];
  const result = await runProgram(npm, [...words, ...wanted], { folder, signal });
  if (!result.ok) throw explainNpm(plan.target, result.stderr);
  const { packages } = await readLock(folder);
  if (!allowScripts) sayPassedOver(packages, plan, onProgress);
  const name = findRequested(packages);
  const description = await readJson(join(folder, "node_modules", name, "package.json"));
  const version = String(description["version"] ?? "");
  const contents = Object.entries(packages).flatMap(([path, entry]) => (path === "" ? [] : describe(path, entry)));
  const made = [process.platform, process.arch, ...(allowScripts ? ["scripts"] : []), ...contents];
  return {
    name: installFolderName(version, made),
    document: { name, version, files: [join("node_modules", name, chooseBin(name, description))], contents },
  };
}

/** A package that needs its script, such as one that compiles, may fail later; then this is why. */
function sayPassedOver(packages: JsonObject, plan: PackagePlan, onProgress: PrepareOptions["onProgress"]): void {
  const withScripts = Object.entries(packages).flatMap(([path, entry]) =>
    isObject(entry) && entry["hasInstallScript"] === true ? [path.replace(/^.*node_modules\//, "")] : [],
  );
  if (withScripts.length === 0) return;
  const names = withScripts.slice(0, 5).join(", ");
  const more = withScripts.length > 5 ? ` and ${withScripts.length - 5} more` : "";
  onProgress?.(
    `did not run the install scripts of ${names}${more}; if you trust them: airdock install --upgrade --allow-scripts npm:${plan.target}`,
  );
}

/** Where the installs of a package are. */
export function packageStore(
  { home, name, target }: PackagePlan,
  { pin, allowScripts = false }: Pick<PrepareOptions, "pin" | "allowScripts">,
): InstallStore {
  const request = pin === undefined ? target : `pin ${pin.digest}`;
  return new InstallStore({ home, kind: "npm", name, request: allowScripts ? `${request} with scripts` : request });
}

/** The pin of an installed package: npm's own lock, without the addresses of a registry. */
export async function pinPackage(plan: PackagePlan, install: StoredInstall): Promise<ConnectorPin> {
  const { packages } = await readLock(install.folder);
  const entries = Object.entries(packages).map(([path, entry]): [string, JsonValue] => [path, withoutRegistry(entry)]);
  const contents = Object.fromEntries(entries);
  const runs = `npm:${install.name}@${install.version}`;
  const pin = { runs, version: install.version, digest: digestJson(contents), contents };
  await packageStore(plan, { pin }).adopt(install);
  return pin;
}

async function writeLock(folder: string, { contents }: ConnectorPin): Promise<void> {
  const root = isObject(contents) ? contents[""] : undefined;
  if (!isObject(contents) || !isObject(root)) throw unreadable();
  await writeFile(join(folder, "package.json"), JSON.stringify({ dependencies: root["dependencies"] ?? {} }));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages: contents }));
}

async function readLock(folder: string): Promise<{ readonly packages: JsonObject }> {
  const { packages } = await readJson(join(folder, "package-lock.json"));
  if (!isObject(packages)) throw new Error("npm wrote no list of packages.");
  return { packages };
}

/** The only package that was asked for. */
function findRequested(packages: JsonObject): string {
  const root = packages[""];
  const dependencies = isObject(root) ? root["dependencies"] : undefined;
  const [name] = isObject(dependencies) ? Object.keys(dependencies) : [];
  if (name === undefined) throw new Error("npm installed no package.");
  return name;
}

function describe(path: string, entry: JsonValue): string[] {
  return isObject(entry) ? [`${path} ${String(entry["version"])} ${String(entry["integrity"] ?? "")}`.trimEnd()] : [];
}

/** Which registry it came from is a setting of the machine. */
function withoutRegistry(entry: JsonValue): JsonValue {
  if (!isObject(entry) || entry["integrity"] === undefined) return entry;
  const { resolved, ...rest } = entry;
  return typeof resolved === "string" && resolved.startsWith("file:") ? entry : rest;
}

/** npm runs in the folder of the install, and a path is meant from here. */
function absolute(target: string): string {
  return /^[.~]?[.]?[/\\]/.test(target) && !isAbsolute(target) ? resolve(target) : target;
}

async function readJson(path: string): Promise<JsonObject> {
  const value = JSON.parse(await readFile(path, "utf8")) as JsonValue;
  if (!isObject(value)) throw new Error(`${path} holds no object.`);
  return value;
}

function unreadable(): InstallError {
  return new InstallError("airdock.lock does not say which npm packages belong to a connector.", {
    code: "LOCK_INVALID",
    hint: "Bring the file back to what it was, or write it anew: airdock install SOURCE",
  });
}
