import { fileURLToPath } from "node:url";
import { SourceError } from "../error/source-error.ts";
import type { SourceReference } from "./source-reference.ts";

const targetSchemes = ["pypi", "docker", "npm", "sample"] as const;

/**
 * Reads a source reference: `./executable`, `./manifest.yaml`, a manifest's URL, `pypi:…`, `docker:…`, `npm:…`, `sample:…` or a name of the
 * connector catalogue. A scheme has two letters or more, so `C:\x` is a path. Throws SOURCE_UNKNOWN for anything else.
 */
export function parseSourceReference(reference: string): SourceReference {
  const text = reference.trim();
  const [, prefix, rest] = /^([a-z][a-z0-9+.-]+):(.*)$/is.exec(text) ?? [];
  if (prefix !== undefined && rest !== undefined) return parseScheme(text, prefix.toLowerCase(), rest.trim());
  if (/\.ya?ml$/i.test(text)) return { scheme: "manifest", text, path: text };
  if (/[/\\]/.test(text) || text === "." || text === "..") return { scheme: "path", text, path: text };
  if (/^[a-z0-9][a-z0-9_.-]*$/i.test(text)) return { scheme: "name", text, name: text };
  throw unknownReference(text);
}

function parseScheme(text: string, prefix: string, target: string): SourceReference {
  if (/^https?$/.test(prefix) && /\.ya?ml$/i.test(target.replace(/[?#].*$/, "")))
    return { scheme: "manifest", text, path: text };
  if (prefix === "file") return { ...parseSourceReference(fileURLToPath(text)), text };
  const scheme = targetSchemes.find((known) => known === prefix);
  // No tool is to take a name for one of its options.
  if (scheme === undefined || target === "" || target.startsWith("-")) throw unknownReference(text);
  return { scheme, text, target };
}

function unknownReference(text: string): SourceError {
  return new SourceError(text === "" ? "The source reference is empty." : `"${text}" is not a source reference.`, {
    code: "SOURCE_UNKNOWN",
    hint: "Write a name of the connector catalogue, such as source-github, the path of a program or manifest, such as ./source-acme, or a package or image: pypi:…, npm:…, docker:….",
    data: { reference: text },
  });
}
