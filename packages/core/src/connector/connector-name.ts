import { basename, extname } from "node:path/posix";
import { requirementName } from "./python/parse-requirement.ts";
import type { SourceReference } from "./source-reference.ts";

/**
 * The default name of a connection: package, file or image name without scope, path, tag, extension, `airbyte-` and
 * `source-`. `docker:airbyte/source-postgres:3.6.0` is `postgres`.
 */
export function connectorName(reference: SourceReference): string {
  const name = basename(withoutVersion(reference));
  const short = name.replace(/^airbyte[-_]/i, "").replace(/^source[-_]/i, "");
  return short === "" ? name : short;
}

/**
 * The connector's name in the cache: its reference without version, so that an update is the same connector and another
 * package is not. A path counts by its last part, so that a project may be moved.
 */
export function connectorIdentity(reference: SourceReference): string {
  return `${reference.scheme}:${withoutVersion(reference)}`;
}

/** A connector's name in the cache, as people call it: a program and a name of the catalogue without their scheme. */
export function connectorLabel(identity: string): string {
  return identity.replace(/^(?:path|name|manifest):/, "");
}

/** The full name of a catalogue name: `source-github` for `github` and `Source-GitHub`. */
export function sourceName(name: string): string {
  const lower = name.toLowerCase();
  return lower.startsWith("source-") ? lower : `source-${lower}`;
}

function withoutVersion(reference: SourceReference): string {
  switch (reference.scheme) {
    case "path":
    case "manifest":
      return fileName(reference.path);
    case "name":
      return sourceName(reference.name);
    case "pypi":
      return requirementName(reference.target);
    case "docker":
      return reference.target.replace(/@sha256:[0-9a-f]+$/i, "").replace(/:[^:/]*$/, "");
    case "npm":
      return reference.target.replace(/(?<=.)@[^@/]*$/, "");
    case "sample":
      return reference.target;
  }
}

function fileName(path: string): string {
  const name = basename(path.replace(/^(https?:[^?#]*).*$/i, "$1").replaceAll("\\", "/"));
  return name.slice(0, name.length - extname(name).length);
}
