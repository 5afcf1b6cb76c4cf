import { replaceClasses } from "../custom/replace-classes.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict } from "../python/value.ts";
import { Component } from "./component.ts";
import { findProblems } from "./find-problems.ts";
import { ManifestError } from "./manifest-error.ts";
import type { ManifestProblem } from "./manifest-problem.ts";
import { propagateParameters } from "./propagate-parameters.ts";
import { readYaml } from "./read-yaml.ts";
import { resolveReferences } from "./resolve-references.ts";

/** A manifest as the engine uses it, and all that is wrong with it. One with problems must not be run. */
export interface LoadedManifest {
  readonly manifest: Component;
  readonly problems: readonly ManifestProblem[];
}

/** Reads a manifest: its references resolved, its types and parameters handed down. Components are judged where all references are right. */
export function loadManifest(text: string): LoadedManifest {
  const written = readYaml(text);
  if (!isDict(written)) throw new ManifestError("The manifest is no YAML object.");
  const { manifest: resolved, problems } = resolveReferences({ type: "DeclarativeSource", ...written });
  const manifest = new Component(replaceClasses(propagateParameters(withoutDefinitions(resolved))), "manifest");
  return { manifest, problems: problems.length > 0 ? problems : findProblems(manifest.fields) };
}

/** The manifest without what only serves references: nothing below needs it, and large manifests repeat themselves there. */
function withoutDefinitions(manifest: PythonDict): PythonDict {
  const unneeded = new Set(["definitions", "schemas", "metadata"]);
  return Object.fromEntries(Object.entries(manifest).filter(([key, value]) => !(unneeded.has(key) && isDict(value))));
}
