import { alteredTypes } from "./altered-types.ts";
import { loadColumn } from "./load-column.ts";
import {
  findInexactKeys,
  type LoadedChanges,
  type LoadedRows,
  type LoadRequest,
  stageColumns,
} from "@airdock/sql-cache";
import { type Kysely, sql } from "kysely";
import type { Part } from "../stage/part-series.ts";
import { judged } from "./judge-function.ts";
import { readParts } from "./read-parts.ts";
import { exactRows, type LoadFacts, rawRows } from "./row-query.ts";
import type { StagedLines } from "./staged-cell.ts";

/** The parts with rows of a range: as the source sent them, and converted. */
export interface StagedParts {
  readonly raw: readonly Part[];
  readonly exact: readonly Part[];
}

/**
 * Makes staged parts selectable. Where rows are read once, they go from the files to the table in one statement; a merge reads
 * them often, and gets a temporary table. The changes are asked for in a second look at the files, if there were any.
 */
export async function loadParts(
  transaction: Kysely<unknown>,
  request: LoadRequest,
  parts: StagedParts,
  staged: StagedLines,
): Promise<LoadedRows> {
  const query = loadQuery(request, parts, staged, await alteredTypes(transaction, request));
  const before = judged.changes;
  if (request.reads === "often") {
    await sql.raw(`CREATE OR REPLACE TEMP TABLE ${loadTable} AS ${query}`).execute(transaction);
    const mayBeChanged = judged.changes !== before || parts.exact.length > 0;
    const changed = sql.raw(`(SELECT * FROM temp.${loadTable} WHERE ${stageColumns.changed})`);
    return {
      rows: sql.raw(`temp.${loadTable}`),
      findInexactKeys: async () => (mayBeChanged ? await findInexactKeys(transaction, changed, request.keyTexts) : []),
      countChanges: () => countChanges(transaction, `temp.${loadTable}`),
    };
  }
  return {
    rows: sql.raw(`(${query})`),
    countChanges: async () => {
      const mayBeChanged = judged.changes !== before || parts.exact.length > 0;
      return mayBeChanged ? await countChanges(transaction, `(${query})`) : { rows: 0 };
    },
  };
}

const loadTable = "_airdock_load";

/** The SELECT for all staged rows of a range. */
function loadQuery(
  request: LoadRequest,
  parts: StagedParts,
  staged: StagedLines,
  altered: ReadonlyMap<string, string>,
): string {
  const columns = request.columns.map(loadColumn).map((column) => {
    const sqlType = altered.get(column.name);
    return sqlType === undefined ? column : { ...column, sqlType, isNative: true };
  });
  const facts: LoadFacts = { ...request, columns, staged };
  const selects = [
    ...(parts.raw.length > 0 ? [rawRows(readParts(parts.raw, request), facts)] : []),
    ...(parts.exact.length > 0 ? [exactRows(readParts(parts.exact, request), facts)] : []),
  ];
  return selects.length > 0 ? selects.join(" UNION ALL ") : rawRows(noLines, facts);
}

const noLines = "(SELECT 0::BIGINT AS o, 0::BIGINT AS e, '{}' AS d WHERE false)";

async function countChanges(transaction: Kysely<unknown>, rows: string): Promise<LoadedChanges> {
  const { changed, originals } = stageColumns;
  const counted = await sql
    .raw<{ changed: unknown; nulled: unknown }>(
      `SELECT count(*) AS changed, count(*) FILTER (len(${originals}) > 0) AS nulled FROM ${rows} WHERE ${changed}`,
    )
    .execute(transaction);
  const [count] = counted.rows;
  if (Number(count?.nulled ?? 0) === 0) return { rows: Number(count?.changed ?? 0) };
  const unnested = `SELECT _airbyte_raw_id AS raw_id, unnest(${originals}, recursive := true) FROM ${rows} WHERE ${changed}`;
  return { rows: Number(count?.changed), originals: sql.raw(`(${unnested})`) };
}
