import { copyPython } from "../python/copy-python.ts";
import type { Component } from "../load/component.ts";
import { equalPython } from "../python/equal-python.ts";
import type { PythonDict } from "../python/value.ts";
import { applyConfigTransformation } from "./apply-config-transformation.ts";

/** The config a manifest works with, and the one to keep where a migration has changed it. */
export interface PreparedConfig {
  readonly config: PythonDict;
  readonly migrated: PythonDict | undefined;
}

/** Applies the migrations and then the transformations of a spec's `config_normalization_rules`. */
export function prepareConfig(spec: Component | undefined, given: PythonDict): PreparedConfig {
  const rules = spec?.child("config_normalization_rules");
  const config = copyPython(given);
  if (rules === undefined || Object.keys(given).length === 0) return { config, migrated: undefined };
  for (const migration of rules.children("config_migrations"))
    for (const transformation of migration.children("transformations"))
      applyConfigTransformation(transformation, config);
  const migrated = equalPython(config, given) ? undefined : copyPython(config);
  for (const transformation of rules.children("transformations")) applyConfigTransformation(transformation, config);
  return { config, migrated };
}
