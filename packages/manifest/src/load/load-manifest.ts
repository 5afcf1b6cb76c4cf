import { replaceClasses } from "../custom/replace-classes.ts";
import { isDict } from "../python/is-dict.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { Component } from "./component.ts";
import { findExpansion } from "./find-expansion.ts";
import { findProblems } from "./find-problems.ts";
import { ManifestError } from "./manifest-error.ts";
import type { ManifestProblem } from "./manifest-problem.ts";
import { propagateParameters } from "./propagate-parameters.ts";
import { readYaml, writeIsoTime } from "./read-yaml.ts";
import { resolveReferences } from "./resolve-references.ts";
import { WrittenDate } from "./written-date.ts";

/** A manifest as the engine uses it, and all that is wrong with it. One with problems must not be run. */
export interface LoadedManifest {
  readonly manifest: Component;
  readonly problems: readonly ManifestProblem[];
}

/** Reads a manifest: its references resolved, its types and parameters handed down. Components are judged where all references are right. */
export function loadManifest(text: string): LoadedManifest {
  let hasDates = false;
  const written = readYaml(text, (date) => {
    hasDates = true;
    return writeIsoTime(date);
  });
  const { resolved, problems } = resolve(written);
  const expansion = findExpansion(resolved);
  if (expansion !== undefined) return { manifest: new Component({}, "manifest"), problems: [...problems, expansion] };
  const manifest = new Component(replaceClasses(propagateParameters(withoutDefinitions(resolved))), "manifest");
  if (problems.length > 0) return { manifest, problems };
  if (!hasDates) return { manifest, problems: findProblems(manifest.fields) };
  // Where dates stand, they count: a second reading keeps them apart from strings.
  const judged = resolve(readYaml(text, (date) => new WrittenDate(date))).resolved;
  return { manifest, problems: findProblems(propagateParameters(withoutDefinitions(judged))) };
}

function resolve(written: PythonValue): { resolved: PythonDict; problems: readonly ManifestProblem[] } {
  if (!isDict(written)) throw new ManifestError("The manifest is not a YAML mapping.");
  const expansion = findExpansion(written);
  if (expansion !== undefined) return { resolved: {}, problems: [expansion] };
  const { manifest, problems } = resolveReferences({ type: "DeclarativeSource", ...written });
  return { resolved: manifest, problems };
}

/** The manifest without what only serves references: nothing below needs it, and large manifests repeat themselves there. */
function withoutDefinitions(manifest: PythonDict): PythonDict {
  const unneeded = new Set(["definitions", "schemas", "metadata"]);
  return Object.fromEntries(Object.entries(manifest).filter(([key, value]) => !(unneeded.has(key) && isDict(value))));
}
