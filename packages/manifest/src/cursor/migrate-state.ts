import { interpolateString } from "../expression/interpolate-string.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { UnsupportedComponent } from "../load/unsupported-component.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict } from "../python/value.ts";

/** Applies the `state_migrations` of a stream to its state. Custom migrations are Python and raise a ManifestError that names the class. */
export function migrateState(parts: { stream: Component; state: PythonDict; config: PythonDict }): PythonDict {
  const { stream, config } = parts;
  let migrated = parts.state;
  if (Object.keys(migrated).length === 0) return migrated;
  for (const migration of stream.children("state_migrations")) {
    if (migration.type !== "LegacyToPerPartitionStateMigration") throw new UnsupportedComponent(migration);
    migrated = migrateLegacyState(stream, config, migrated);
  }
  return migrated;
}

/** `{"<partition>": {cursor_field: value}}` becomes `{"states": [{partition, cursor}]}`, if every entry has that form. */
function migrateLegacyState(stream: Component, config: PythonDict, state: PythonDict): PythonDict {
  const router = stream.child("retriever")?.child("partition_router");
  const cursorField = stream.child("incremental_sync")?.value("cursor_field");
  const isUnion = router?.type === "UnionPartitionRouter";
  const parents = router?.children("parent_stream_configs") ?? [];
  const [parent] = parents;
  if (router === undefined || cursorField === undefined || (!isUnion && parent === undefined))
    throw new ManifestError(
      "LegacyToPerPartitionStateMigrations can only be applied on a SimpleRetriever with a SubstreamPartitionRouter, UnionPartitionRouter or CustomPartitionRouter.",
      { path: stream.path },
    );
  const context = { config, parameters: stream.parameters };
  const evaluate = (text: unknown): string => printPython(interpolateString(String(text), context));
  const partitionField = evaluate((isUnion ? router : parent)?.value("partition_field") ?? "");
  const field = evaluate(cursorField);
  const entries = Object.entries(state);
  if (Object.hasOwn(state, "states") || (!isUnion && parents.length !== 1) || entries.length === 0) return state;
  const isLegacy = entries.every(
    ([, value]) => isDict(value) && Object.keys(value).length === 1 && Object.hasOwn(value, field),
  );
  if (!isLegacy) return state;
  return { states: entries.map(([key, cursor]) => ({ partition: { [partitionField]: key }, cursor })) };
}
