import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { InstallError } from "../../error/install-error.ts";
import type { ConnectorPin } from "../connector-pin.ts";
import type { PrepareOptions } from "../connector-runner.ts";
import { digestJson } from "../install/digest-json.ts";
import type { StoredInstall } from "../install/install-store.ts";
import { refuseOffline } from "../install/refuse-offline.ts";
import { pythonStore } from "./install-connector.ts";
import { chooseInstaller, type InstallerChoice } from "./choose-installer.ts";
import { normalizePackageName, type Requirement } from "./parse-requirement.ts";
import { toPinContents } from "./pinned-packages.ts";
import { askPython, PythonSearch } from "./python-search.ts";
import type { ToolOptions } from "./run-tool.ts";

/**
 * The pin of an installed connector: every package at the version that is installed, with the digests the package index
 * says. Rejects with INSTALL_FAILED when the index does not say them, and OFFLINE.
 */
export async function pinPackages(
  install: StoredInstall,
  requirement: Requirement,
  choice: InstallerChoice,
  options: ToolOptions & Pick<PrepareOptions, "offline">,
): Promise<ConnectorPin> {
  const what = `The digests of ${install.name} ${install.version} are not known here`;
  refuseOffline({ what, command: `airdock install pypi:${requirement.text}` }, options);
  const python = await askPython(install.files[0] ?? "", options);
  if (python === undefined) throw new Error(`The Python of ${install.folder} does not start.`);
  const exact = exactRequirement(requirement, install.version);
  const installer = await chooseInstaller(choice, new PythonSearch(options), options);
  choice.onProgress?.(`looking up the digests of ${install.name} ${install.version} and what it needs`);
  const scratch = join(choice.home, `.pin-${randomUUID()}`);
  const others = (install.contents ?? []).filter(
    (line) => normalizePackageName(line.split("==")[0] ?? "") !== requirement.name,
  );
  const packages = await installer.pin({ requirement, exact, others, python, scratch }, options);
  const [bare] = Object.entries(packages).find(([, hashes]) => hashes.length === 0) ?? [];
  if (bare !== undefined) throw noDigest(bare);
  const contents = toPinContents({ python: python.version.slice(0, 2).join("."), packages });
  const pin = { runs: `pypi:${exact}`, version: install.version, digest: digestJson(contents), contents };
  // Who comes with the pin finds what it was made of.
  await pythonStore({ home: choice.home, requirement, pin }).adopt(install);
  return pin;
}

/** `name[extra]==version`; a URL or file stays what it is. */
function exactRequirement({ text, name, direct }: Requirement, version: string): string {
  if (direct) return text;
  const extras = /^[^[=<>!~;@]*(\[[^\]]*\])/.exec(text)?.[1] ?? "";
  return `${name}${extras}==${version}`;
}

function noDigest(requirement: string): InstallError {
  return new InstallError(`The package index says no digest for ${requirement}, so that it cannot be pinned.`, {
    code: "INSTALL_FAILED",
    hint: "A release in a package index, or the URL of a wheel, can be pinned; a folder or a repository cannot.",
  });
}
