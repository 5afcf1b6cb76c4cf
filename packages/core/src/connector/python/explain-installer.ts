import { InstallError } from "../../error/install-error.ts";
import { normalizePackageName, type Requirement } from "./parse-requirement.ts";

const headLines = 20;

const unreachable =
  /Failed to establish a new connection|Name or service not known|Temporary failure in name resolution|Connection refused|connect timeout|dns error|error sending request|Could not connect|certificate verify failed|invalid peer certificate|ProxyError|client error \(Connect\)/i;
/** Each names the package it is about. */
const unknownPackage = [
  /because ([^\s[]+)\S* was not found in/gi,
  /satisfies the requirement ([a-z0-9._-]+)[^(]*\(from versions: none\)/gi,
];
const unknownVersion = [
  /there (?:is|are) no versions? of ([a-z0-9._-]+)/gi,
  /No matching distribution found for ([a-z0-9._-]+)/gi,
];

/** What pip or uv meant to say, as an error with a way out; the head of their own words is its cause. */
export function explainInstaller(requirement: Requirement, words: string): InstallError {
  const cause = words.trim().split("\n").slice(0, headLines).join("\n");
  if (unreachable.test(words)) {
    return new InstallError(`${requirement.text} could not be installed: the package index cannot be reached.`, {
      code: "INSTALL_FAILED",
      cause,
      retryable: true,
      hint: "Check the network, proxy and certificates; pip and uv read their own settings (PIP_INDEX_URL, UV_DEFAULT_INDEX, SSL_CERT_FILE, pip.conf, uv.toml).",
    });
  }
  if (/hash mismatch for|do not match the hashes|has a hash mismatch/i.test(words)) {
    return new InstallError(
      `${requirement.name} was not installed: what was downloaded is not what airdock.lock says.`,
      {
        code: "DIGEST_MISMATCH",
        cause,
        hint: "Somebody changed the file in the package index, or airdock.lock. If the change is meant, write the lock anew: airdock install --upgrade SOURCE",
      },
    );
  }
  if (/No space left on device|os error 28/i.test(words)) {
    return new InstallError(`${requirement.text} could not be installed: the disk is full.`, {
      code: "INSTALL_FAILED",
      cause,
      hint: "Make room (a connector takes some 250 MB), or let AIRDOCK_HOME name a folder on another disk.",
    });
  }
  if (isAbout(requirement, words, unknownPackage)) {
    return new InstallError(`There is no Python package ${requirement.name}.`, {
      code: "PACKAGE_NOT_FOUND",
      cause,
      hint: packageHint(requirement.name),
    });
  }
  if (isAbout(requirement, words, unknownVersion)) {
    return new InstallError(`There is no release that fits ${requirement.text}.`, {
      code: "PACKAGE_NOT_FOUND",
      cause,
      hint: `Leave the version out for the newest one: pypi:${requirement.name}`,
    });
  }
  if (/No solution found when resolving|ResolutionImpossible|conflicting dependencies|unsatisfiable/i.test(words)) {
    return new InstallError(`${requirement.text} could not be installed: what it needs cannot be had together.`, {
      code: "INSTALL_FAILED",
      cause,
      hint: conflictHint(requirement),
    });
  }
  return new InstallError(`${requirement.text} could not be installed.`, {
    code: "INSTALL_FAILED",
    cause,
    hint: requirement.pinned
      ? `Another version may go: pypi:${requirement.name}`
      : `Ask for an older version: pypi:${requirement.name}==…`,
  });
}

/** A resolver also complains of packages the connector depends on; those are not what the user named. */
function isAbout({ name }: Requirement, words: string, patterns: readonly RegExp[]): boolean {
  const line = words.replace(/\s+/g, " ");
  return patterns.some((pattern) =>
    [...line.matchAll(pattern)].some(([, found = ""]) => normalizePackageName(found.replace(/[._-]+$/, "")) === name),
  );
}

/** A release whose own requirements contradict each other stays so: other releases, and the image, were made otherwise. */
function conflictHint({ name, pinned }: Requirement): string {
  const other = pinned
    ? `Another version may be sound: pypi:${name}`
    : `An older version may be sound: pypi:${name}==…`;
  const image = name.startsWith("airbyte-")
    ? `; its image brings what it needs: docker:airbyte/${name.slice("airbyte-".length)}`
    : "";
  return isDestination(name) ? destinationHint : `${other}${image}`;
}

/** True for the package of a destination by its name. */
export function isDestination(name: string): boolean {
  return /^(airbyte-)?destination-/.test(name);
}

/** What to do with a destination where a source is wanted. */
export const destinationHint =
  "This is the name of a destination, which takes data. Airdock reads sources into its caches: `airdock sources` lists them.";

function packageHint(name: string): string {
  if (isDestination(name)) return destinationHint;
  if (!name.startsWith("airbyte-"))
    return `Airbyte's connectors are called airbyte-source-…: pypi:airbyte-${name.startsWith("source-") ? name : `source-${name}`}`;
  return `Check the spelling. Connectors written in Java are not on PyPI; they are images: docker:airbyte/${name.replace(/^airbyte-/, "")}`;
}
