import { isObject } from "../../config/is-object.ts";
import { InstallError } from "../../error/install-error.ts";
import type { JsonObject, JsonValue } from "../../protocol/json.ts";
import type { Release } from "./installer.ts";
import type { Requirement } from "./parse-requirement.ts";

/** All packages of an installed connector, as a lock keeps them. */
export interface PinnedPackages {
  /** The minor version of Python they were resolved for: `3.11`. */
  readonly python: string;
  /** Requirement (`idna==3.18`, with a marker where only some systems need it) and the digests of its files: `sha256:…`. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/** Packages as JSON, for a pin. */
export function toPinContents({ python, packages }: PinnedPackages): JsonObject {
  return { python, packages: Object.fromEntries(Object.entries(packages).map(([key, hashes]) => [key, [...hashes]])) };
}

/** Reads what `toPinContents` wrote. Throws LOCK_INVALID. */
export function fromPinContents(contents: JsonValue | undefined): PinnedPackages {
  const packages = isObject(contents) ? contents["packages"] : undefined;
  const python = isObject(contents) ? contents["python"] : undefined;
  if (typeof python !== "string" || !isObject(packages)) throw unreadable();
  const entries = Object.entries(packages).map(([requirement, hashes]): [string, string[]] => {
    if (!isRequirement(requirement) || !Array.isArray(hashes) || hashes.length === 0) throw unreadable();
    const digests = hashes.map(String);
    if (!digests.every((digest) => /^\w+:[0-9a-f]+$/.test(digest))) throw unreadable();
    return [requirement, digests];
  });
  return { python, packages: Object.fromEntries(entries) };
}

/** One line that starts with a package's name: a lock may come from a stranger, and other lines of such a file are options. */
function isRequirement(text: string): boolean {
  return /^[A-Za-z0-9][^\p{Cc}\p{Zl}\p{Zp}#\\]*$/u.test(text) && !/\s-/.test(text);
}

/** Lines for `pip install --require-hashes -r`. */
export function printPackages({ packages }: PinnedPackages): string {
  const lines = Object.entries(packages).map(([requirement, hashes]) =>
    [requirement, ...hashes.map((hash) => `--hash=${hash}`)].join(" "),
  );
  return `${lines.join("\n")}\n`;
}

/** Reads such lines, as `uv pip compile --generate-hashes` prints them. */
export function parsePackages(text: string): Record<string, string[]> {
  const lines = text.replaceAll(/\\\r?\n/g, " ").split(/\r?\n/);
  const entries = lines.flatMap((line): [string, string[]][] => {
    const [requirement = "", ...hashes] = line.trim().split(/\s+--hash=/);
    return requirement === "" || requirement.startsWith("#") ? [] : [[requirement, hashes.map((hash) => hash.trim())]];
  });
  return Object.fromEntries(entries);
}

/** The release that pinned packages bring, which need the very Python they were resolved for. */
export function pinnedRelease({ name }: Requirement, { python, packages }: PinnedPackages): Release {
  const own = Object.keys(packages).find((requirement) => requirement.startsWith(`${name}==`)) ?? "";
  const version = /==\s*([^\s;]+)/.exec(own)?.[1] ?? "";
  return { name, version, requiresPython: `==${python}.*` };
}

function unreadable(): InstallError {
  return new InstallError("airdock.lock does not say which Python packages belong to a connector.", {
    code: "LOCK_INVALID",
    hint: "Bring the file back to what it was, or write it anew: airdock install SOURCE",
  });
}
