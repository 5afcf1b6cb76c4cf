import { destinationHint, isDestination } from "./explain-installer.ts";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import { normalizePackageName, type Requirement } from "./parse-requirement.ts";

/** What stands in a virtual environment. */
export interface Installation {
  readonly name: string;
  readonly version: string;
  readonly requiresPython: string;
  /** Below the environment: the interpreter, and the console script that speaks the protocol (`bin/source-faker`). */
  readonly program: readonly [string, string];
  /** All packages, as `name==version`, sorted. */
  readonly distributions: readonly string[];
}

/** Reads what was really installed from the packages' metadata. Rejects with INSTALL_FAILED when there is no connector in it. */
export async function readInstallation(folder: string, requirement: Requirement): Promise<Installation> {
  const packages = await findPackagesFolder(folder);
  const entries = (await readdir(packages)).filter((entry) => entry.endsWith(".dist-info"));
  const distributions = entries.map((entry) => entry.slice(0, -".dist-info".length).split("-"));
  const index = distributions.findIndex(([name = ""]) => normalizePackageName(name) === requirement.name);
  const entry = entries[index >= 0 ? index : await findRequested(packages, entries)];
  if (entry === undefined) throw noConnector(requirement, "its metadata was not found");
  const metadata = parseMetadata(await readFile(join(packages, entry, "METADATA"), "utf8"));
  const scripts = parseScripts(await readFile(join(packages, entry, "entry_points.txt"), "utf8").catch(() => ""));
  const name = normalizePackageName(metadata.get("name") ?? requirement.name);
  const script = chooseScript(name, scripts);
  if (script === undefined) throw noConnector(requirement, `its programs are: ${scripts.join(", ") || "none"}`);
  return {
    name,
    version: metadata.get("version") ?? "",
    requiresPython: metadata.get("requires-python") ?? "",
    program: [
      join(scriptsFolder, process.platform === "win32" ? "python.exe" : "python"),
      join(scriptsFolder, script + scriptSuffix),
    ],
    distributions: distributions
      .map(([dist = "", version = ""]) => `${normalizePackageName(dist)}==${version}`)
      .toSorted(),
  };
}

const scriptsFolder = process.platform === "win32" ? "Scripts" : "bin";
const scriptSuffix = process.platform === "win32" ? ".exe" : "";

async function findPackagesFolder(folder: string): Promise<string> {
  if (process.platform === "win32") return join(folder, "Lib", "site-packages");
  const versions = (await readdir(join(folder, "lib"))).filter((entry) => entry.startsWith("python"));
  return join(folder, "lib", versions[0] ?? "python3", "site-packages");
}

/** For a URL whose package is called otherwise: the one package that was asked for by name (`REQUESTED`). */
async function findRequested(packages: string, entries: readonly string[]): Promise<number> {
  const requested = await Promise.all(
    entries.map((entry) =>
      stat(join(packages, entry, "REQUESTED")).then(
        () => true,
        () => false,
      ),
    ),
  );
  return requested.indexOf(true);
}

/** The header lines of a METADATA file, by lower-case name. */
export function parseMetadata(text: string): Map<string, string> {
  const [header = ""] = text.split(/\r?\n\r?\n/, 1);
  const lines = header.split(/\r?\n/).map((line) => /^([A-Za-z-]+):\s*(.*)$/.exec(line));
  return new Map(lines.flatMap((line) => (line?.[1] === undefined ? [] : [[line[1].toLowerCase(), line[2] ?? ""]])));
}

function parseScripts(entryPoints: string): string[] {
  const section = /\[console_scripts\]([^[]*)/.exec(entryPoints)?.[1] ?? "";
  return section.split(/\r?\n/).flatMap((line) => /^\s*([^=\s]+)\s*=/.exec(line)?.[1] ?? []);
}

/** Airbyte's packages have exactly `source-x`; of others, the only program, or the only one that is called a source. */
function chooseScript(packageName: string, scripts: readonly string[]): string | undefined {
  const exact = scripts.find((script) => script === packageName.replace(/^airbyte-/, ""));
  const sources = scripts.filter((script) => script.startsWith("source-"));
  return exact ?? (sources.length === 1 ? sources[0] : scripts.length === 1 ? scripts[0] : undefined);
}

function noConnector(requirement: Requirement, reason: string): InstallError {
  return new InstallError(`${requirement.text} is no Airbyte source: ${reason}.`, {
    code: "INSTALL_FAILED",
    hint: isDestination(requirement.name)
      ? destinationHint
      : requirement.name.startsWith("airbyte-")
        ? "A source's package brings a program called source-…"
        : `Airbyte's own packages are called airbyte-source-…: pypi:airbyte-${requirement.name}`,
  });
}
