import type { StoredStream } from "../cache/stored.ts";
import type { StreamPlan } from "../cache/stream-plan.ts";
import type { StreamPreview } from "../cache/stream-preview.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { ErrorReport } from "../error/airdock-error.ts";
import type { FieldPath, SyncMode } from "../protocol/catalog.ts";
import { type StreamKey, streamId } from "../protocol/stream.ts";
import { findUndeclared } from "./find-undeclared.ts";
import { countGoing, isChange } from "./judge-change.ts";
import type { SyncPlan } from "./plan-sync.ts";
import { tableLabel } from "./table-label.ts";

/** What a sync would do; as JSON it is the document of `sync --plan --json`. */
export interface SyncPreview {
  readonly connection: string;
  readonly source: string;
  readonly cache: string;
  readonly streams: readonly PlannedTable[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** What a sync would do with one stream. */
export interface PlannedTable {
  readonly name: string;
  readonly namespace?: string;
  readonly table: string;
  /** False: the table is made. */
  readonly exists: boolean;
  readonly mode: WriteMode;
  /** How the source reads it; absent for a stream that is refused. */
  readonly syncMode?: SyncMode;
  /** The paths of the key; none unless the mode is `merge`. */
  readonly primaryKey: readonly FieldPath[];
  readonly cursor?: FieldPath;
  /** The columns of the table after the sync, as far as the schema declares them, without those that begin with `_airbyte_`. */
  readonly columns: readonly { readonly name: string; readonly field: string; readonly type: string }[];
  /** Names of columns that a table that exists gets. */
  readonly addedColumns: readonly string[];
  /** Names of columns that get a wider type. */
  readonly widenedColumns: readonly string[];
  /** Rows that are stored. */
  readonly rows: number;
  /** How many of them go, and why: at the beginning by a change of mode or key; at success by a refresh, or as in every run by `replace`. */
  readonly rowsDeleted: number;
  readonly reason?: "change" | "refresh" | "replace";
  /** `refused`: the stream would not be read, see `error`. */
  readonly outcome: "ok" | "refused";
  readonly error?: ErrorReport;
}

/** Describes a plan stream by stream; `previews` by `streamId`. */
export function describePlanned(
  { streams, refused, begin }: SyncPlan,
  stored: readonly StoredStream[],
  previews: ReadonlyMap<string, StreamPreview>,
): readonly PlannedTable[] {
  const before = new Map(stored.map((stream) => [streamId(stream.stream), stream]));
  const refreshed = new Set(begin.refresh.flatMap(({ stream, keep }) => (keep ? [] : [streamId(stream)])));
  const describe = (key: StreamKey, plan: StreamPlan): Omit<PlannedTable, "outcome"> => {
    const preview = previews.get(streamId(key));
    const known = before.get(streamId(key));
    const losses = findLosses(plan, { known, preview, isRefreshed: refreshed.has(streamId(key)) });
    return describeTable(key, plan, { known, preview, losses });
  };
  return [
    ...streams.map(({ key, plan, syncMode }) => ({ ...describe(key, plan), syncMode, outcome: "ok" as const })),
    ...refused.map(({ key, plan, error }) => ({
      ...describe(key, plan),
      outcome: "refused" as const,
      error: error.toJSON(),
    })),
  ];
}

interface KnownTable {
  readonly known: StoredStream | undefined;
  readonly preview: StreamPreview | undefined;
}

type Losses = Pick<PlannedTable, "rowsDeleted" | "reason">;

function findLosses(
  plan: StreamPlan,
  { known, preview, isRefreshed }: KnownTable & { readonly isRefreshed: boolean },
): Losses {
  const rows = preview?.rows ?? known?.rows ?? 0;
  if (known === undefined || rows === 0) return { rowsDeleted: 0 };
  if (isRefreshed) return { rowsDeleted: rows, reason: "refresh" };
  const changed = isChange(plan, known) ? countGoing({ plan, stored: known, preview }) : 0;
  if (changed > 0) return { rowsDeleted: changed, reason: "change" };
  return plan.mode === "replace" ? { rowsDeleted: rows, reason: "replace" } : { rowsDeleted: 0 };
}

function describeTable(
  { name, namespace }: StreamKey,
  plan: StreamPlan,
  { known, preview, losses }: KnownTable & { readonly losses: Losses },
): Omit<PlannedTable, "outcome"> {
  const table = preview?.table ?? known?.table;
  const exists = preview?.exists ?? known !== undefined;
  const added = new Set(preview?.addedColumns);
  // A column for a key that only records can prove comes with them.
  const isSure = (column: { readonly name: string; readonly field: string }): boolean =>
    (exists && !added.has(column.name)) || findUndeclared(plan.jsonSchema, [column.field]) === undefined;
  const columns = (preview?.columns ?? [])
    .filter(isSure)
    .map(({ name: column, field, type }) => ({ name: column, field, type }));
  const names = new Set(columns.map((column) => column.name));
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    table: table === undefined ? "" : tableLabel(table),
    exists,
    mode: plan.mode,
    primaryKey: plan.mode === "merge" ? plan.primaryKey : [],
    ...(plan.cursor === undefined ? {} : { cursor: plan.cursor }),
    columns,
    addedColumns: [...added].filter((column) => names.has(column)),
    widenedColumns: preview?.widenedColumns ?? [],
    rows: preview?.rows ?? known?.rows ?? 0,
    ...losses,
  };
}
