import { isDict } from "../python/is-dict.ts";
import { Component } from "./component.ts";
import { ManifestError } from "./manifest-error.ts";
import { propagateParameters } from "./propagate-parameters.ts";
import { readYaml } from "./read-yaml.ts";
import { resolveReferences } from "./resolve-references.ts";

/** Reads a manifest: its references resolved, its types and parameters handed down. */
export function loadManifest(text: string): Component {
  const written = readYaml(text);
  if (!isDict(written)) throw new ManifestError("The manifest is no YAML object.");
  const resolved = resolveReferences({ type: "DeclarativeSource", ...written });
  return new Component(propagateParameters(withoutDefinitions(resolved)), "manifest");
}

/** The manifest without what only serves references: nothing below needs it, and large manifests repeat themselves there. */
function withoutDefinitions(manifest: ReturnType<typeof resolveReferences>): ReturnType<typeof resolveReferences> {
  const { definitions: _definitions, schemas: _schemas, metadata: _metadata, ...rest } = manifest;
  return rest;
}
