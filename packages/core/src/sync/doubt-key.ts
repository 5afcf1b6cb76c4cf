import type { StoredStream } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { UncertainKey } from "../cache/uncertain-key.ts";
import { nearestName } from "../error/nearest-name.ts";
import type { FieldPath } from "../protocol/catalog.ts";
import { findUndeclared } from "./find-undeclared.ts";

/**
 * What of a stream's key its records have to prove, since its schema does not declare it; undefined: nothing. A table that holds merged
 * rows is never appended to, nor is any with `strict`.
 */
export function doubtKey(
  { mode, primaryKey, jsonSchema }: Pick<StreamPlan, "mode" | "primaryKey" | "jsonSchema">,
  { stored, strict }: { readonly stored: StoredStream | undefined; readonly strict: boolean },
): UncertainKey | undefined {
  const paths = primaryKey.filter((path) => findUndeclared(jsonSchema, path) !== undefined);
  if (mode !== "merge" || paths.length === 0) return undefined;
  const isMerged = stored !== undefined && stored.mode === "merge" && stored.rows > 0;
  const nearest = nearestProperty({ jsonSchema }, paths);
  const meant = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  const why = isMerged
    ? "Its table was merged by a key so far, so that rows without one are not appended to it. "
    : "With --strict, rows without a key are not appended. ";
  const advice = `${meant}${why}Name the key with the stream option key, or choose the mode append.`;
  return { paths, otherwise: isMerged || strict ? "fail" : "append", advice };
}

/** True where not even a record can have what the key names: it lies inside of what is declared to be no object. */
export function leadsNowhere({ uncertainKey, jsonSchema }: Pick<StreamPlan, "uncertainKey" | "jsonSchema">): boolean {
  return (uncertainKey?.paths ?? []).some((path) => findUndeclared(jsonSchema, path)?.isDeadEnd === true);
}

/** The declared property that looks most like what a path names. */
export function nearestProperty(
  { jsonSchema }: Pick<StreamPlan, "jsonSchema">,
  paths: readonly FieldPath[],
): string | undefined {
  for (const path of paths) {
    const undeclared = findUndeclared(jsonSchema, path);
    const nearest = undeclared && nearestName(undeclared.part, undeclared.declared);
    if (undeclared === undefined || nearest === undefined) continue;
    return path.map((part) => (part === undeclared.part ? nearest : part)).join(".");
  }
  return undefined;
}

/** Paths of a key for people: `"owner.id"`. */
export function describePaths(paths: readonly FieldPath[]): string {
  return paths.map((path) => JSON.stringify(path.join("."))).join(", ");
}

/** The warning for a stream whose rows are appended, since its key leads nowhere. */
export function describeMissingKey(
  label: string,
  plan: Pick<StreamPlan, "jsonSchema">,
  paths: readonly FieldPath[],
): string {
  const nearest = nearestProperty(plan, paths);
  const meant = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return `The primary key of ${label} names ${describePaths(paths)}, which its schema does not declare and no record has: its rows are appended, not merged.${meant} Name the key with the stream option key, or choose the mode append.`;
}
