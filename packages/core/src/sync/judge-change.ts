import type { StoredStream } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { streamLabel } from "../protocol/stream.ts";
import { describeMissingKey, describePaths } from "./doubt-key.ts";
import type { PlanWarning } from "./draft-streams.ts";

/** A stream whose mode or key is to be another than in its last run. */
export interface StreamChange {
  readonly plan: StreamPlan;
  readonly stored: StoredStream;
  /** Undefined: the cache cannot tell. */
  readonly preview: StreamPreview | undefined;
}

/** What was said about changes. */
export interface ChangeConsent {
  /** Rows stored before may go. */
  readonly isAccepted: boolean;
  readonly strict: boolean;
}

/** The plan as it can be carried out, or why it cannot. */
export type ChangeVerdict =
  | { readonly plan: StreamPlan; readonly warning?: PlanWarning; readonly error?: undefined }
  | { readonly error: AirdockError };

/** True where rows stored before are to be treated otherwise than in the last run: merged by another key, merged or replaced at all. */
export function isChange(
  plan: Pick<StreamPlan, "mode" | "primaryKey">,
  stored: StoredStream | undefined,
): stored is StoredStream {
  if (stored === undefined) return false;
  if (plan.mode !== stored.mode) return plan.mode !== "append";
  return plan.mode === "merge" && !isSameKey(plan, stored);
}

/** False: no stored row can have what of the key is uncertain. */
export function mayHaveKey(
  { uncertainKey }: Pick<StreamPlan, "uncertainKey">,
  stored: StoredStream | undefined,
): boolean {
  const fields = new Set(stored?.columns.map(({ field }) => field));
  return (uncertainKey?.paths ?? []).every(([field]) => fields.has(field ?? ""));
}

/**
 * Judges a change of mode or key between two runs: where rows stored before would go, it takes consent (CHANGE_NOT_ACCEPTED). What was
 * replaced in every run needs none. A key that leads nowhere (KEY_NOT_FOUND) cannot be agreed to.
 */
export function judgeChange(change: StreamChange, { isAccepted, strict }: ChangeConsent): ChangeVerdict {
  const { plan, stored, preview } = change;
  const { uncertainKey } = plan;
  if ((preview?.rows ?? stored.rows) === 0) return { plan };
  if (uncertainKey !== undefined && preview?.hasKey !== true)
    return withoutKey(plan, { mayAppend: stored.mode !== "merge" && !strict });
  const going = countGoing(change);
  if (going > 0 && !isAccepted) return { error: notAccepted(change, going) };
  // What the rows stored before have, those that come must have, too.
  return {
    plan: uncertainKey === undefined ? plan : { ...plan, uncertainKey: { ...uncertainKey, otherwise: "fail" } },
  };
}

/** A stream whose key leads nowhere: its rows are appended, or it cannot be read. */
export function withoutKey(plan: StreamPlan, { mayAppend }: { readonly mayAppend: boolean }): ChangeVerdict {
  if (!mayAppend) return { error: keyNotFound(plan) };
  const { uncertainKey, ...certain } = plan;
  const message = describeMissingKey(streamLabel(plan.stream), plan, uncertainKey?.paths ?? []);
  return { plan: { ...certain, mode: "append" }, warning: { code: "key-not-found", message, stream: plan.stream } };
}

/** How many of the rows stored before a change deletes. */
export function countGoing({ plan, stored, preview }: StreamChange): number {
  if (stored.mode === "replace") return 0;
  if (plan.mode === "replace") return preview?.rows ?? stored.rows;
  return preview === undefined ? stored.rows : Math.max(0, preview.rows - preview.keys);
}

function isSameKey(plan: Pick<StreamPlan, "primaryKey">, stored: StoredStream): boolean {
  return JSON.stringify(plan.primaryKey) === JSON.stringify(stored.primaryKey);
}

function notAccepted({ plan, stored, preview }: StreamChange, going: number): AirdockError {
  const rows = preview?.rows ?? stored.rows;
  const [now, before] = [describeWay(plan), describeWay(stored)];
  const count = preview === undefined ? `up to ${going}` : String(going);
  const why =
    plan.mode === "replace"
      ? "what the source sends now takes their place"
      : "of the rows with the same key only the newest stays";
  return new AirdockError(
    `Stream ${streamLabel(plan.stream)} would lose ${count} of its ${rows} stored rows: it was ${before}, and is to be ${now}, so that ${why}.`,
    {
      code: "CHANGE_NOT_ACCEPTED",
      hint: "Nothing was changed. Set acceptChange if that is meant, or the mode and the key of before with the stream options mode and key.",
      data: { stream: streamLabel(plan.stream), rows: going, stored: rows, from: before, to: now },
    },
  );
}

function keyNotFound(plan: StreamPlan): AirdockError {
  const { uncertainKey, stream } = plan;
  return new AirdockError(
    `The primary key of ${streamLabel(stream)} names ${describePaths(uncertainKey?.paths ?? [])}, which its schema does not declare and no stored row has.`,
    { code: "KEY_NOT_FOUND", hint: uncertainKey?.advice, data: { stream: streamLabel(stream) } },
  );
}

function describeWay({ mode, primaryKey }: Pick<StreamPlan, "mode" | "primaryKey">): string {
  if (mode === "merge") return `merged by ${describePaths(primaryKey)}`;
  return mode === "append" ? "appended" : "replaced";
}
