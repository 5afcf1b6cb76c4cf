import { relative, resolve } from "node:path";
import { connectorIdentity } from "./connector-name.ts";
import type { SourceReference } from "./source-reference.ts";

/**
 * For which connector a changed config is kept: a newer version is the same one, another program of that name is not. A file
 * counts from the project's folder, so that the project may be moved.
 */
export function configOwner(reference: SourceReference, projectFolder: string): string {
  if (reference.scheme !== "path" && reference.scheme !== "manifest") return connectorIdentity(reference);
  const isUrl = /^https?:/i.test(reference.path);
  return `${reference.scheme}:${isUrl ? reference.path : relative(projectFolder, resolve(reference.path))}`;
}
