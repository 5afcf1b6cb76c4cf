import { metaColumns, stageColumns } from "@airdock/sql-cache";
import { exactStructure } from "../stage/exact-line.ts";
import { type CellQuery, exactCell, rawCell } from "./cell-query.ts";
import type { LoadColumn } from "./load-column.ts";
import { parseFields } from "./parse-fields.ts";
import { quoteName, quoteText } from "./quote.ts";
import { stagedCell, type StagedLines } from "./staged-cell.ts";

/** What is the same in all rows of a load. */
export interface LoadFacts {
  readonly columns: readonly LoadColumn[];
  readonly syncId: number;
  readonly generation: number;
  readonly rawIdPrefix: string;
  readonly staged: StagedLines;
}

/** A SELECT that yields lines (`o`, `e`, `d`) as rows of their table: parsed, converted, declared. */
export function rawRows(lines: string, facts: LoadFacts): string {
  const { parses, fieldOf } = parseFields(facts.columns);
  const cells = facts.columns.map((column, index) => rawCell(column, index, fieldOf(column)));
  const parsed = `SELECT ${["o", "e", "d", ...parses].join(", ")} FROM ${lines}`;
  return assemble(parsed, cells, facts, { items: ["d"], changes: "c", changed: "false", originals: "NULL" });
}

/** The same for lines that were converted in this process: `d` is an `ExactLine`. */
export function exactRows(lines: string, facts: LoadFacts): string {
  const cells = facts.columns.map((column, index) => {
    const keyIndex = facts.staged.keyTexts.findIndex((key) => key.column === column.name);
    return exactCell(column, index, stagedCell(column, facts.staged), keyIndex);
  });
  const parsed = `SELECT o, e, from_json(d, ${quoteText(exactStructure)}) AS g FROM ${lines}`;
  return assemble(parsed, cells, facts, {
    items: ["g.m AS m", "g.w AS w", "g.q AS q"],
    changes: "concat_ws(',', nullif(m, ''), nullif(c, ''))",
    changed: "w",
    originals: "q",
  });
}

/** What lines bring along: their SELECT items, all changes of the row, whether they have some of the cache's, nulled values. */
interface Given {
  readonly items: readonly string[];
  readonly changes: string;
  readonly changed: string;
  readonly originals: string;
}

function assemble(parsed: string, cells: readonly CellQuery[], facts: LoadFacts, given: Given): string {
  const verdicts = cells.flatMap(({ verdict }) => verdict ?? []);
  const isJudged = anyOf(cells);
  const valued = select(["o", "e", ...given.items, ...cells.flatMap(({ items }) => items)], parsed);
  const judged = select(["*", ...verdicts], valued);
  const declared = select(["*", `${whereJudged(isJudged, "concat_ws(',', ", cells, "change", ")")} AS c`], judged);
  const originals = whereJudged(isJudged, "list_filter([", cells, "original", "], lambda cell: cell IS NOT NULL)");
  const own: Readonly<Record<(typeof metaColumns)[number], string>> = {
    _airbyte_raw_id: `${quoteText(facts.rawIdPrefix)} || printf('%012x', o)`,
    _airbyte_extracted_at: "make_timestamptz(e * 1000)",
    _airbyte_meta: metaOf(given.changes, facts.syncId),
    _airbyte_generation_id: `CAST(${facts.generation} AS BIGINT)`,
  };
  return select(
    [
      ...metaColumns.map((name) => `${own[name]} AS ${name}`),
      ...facts.columns.map(({ name }, index) => `${cells[index]?.value} AS ${quoteName(name)}`),
      `o AS ${stageColumns.ordinal}`,
      `${given.changed} OR coalesce(c, '') <> '' AS ${stageColumns.changed}`,
      `list_concat(CAST(${given.originals} AS ${originalsType}), ${originals}) AS ${stageColumns.originals}`,
    ],
    declared,
  );
}

const originalsType = "STRUCT(field VARCHAR, original VARCHAR)[]";

/** SQL that is true where a verdict was given; undefined where none can be. */
function anyOf(cells: readonly CellQuery[]): string | undefined {
  const names = cells.flatMap(({ verdictName }) => verdictName ?? []);
  return names.length === 0 ? undefined : `coalesce(${names.join(", ")}) IS NOT NULL`;
}

/** Something made of all judged cells, in rows with a verdict; NULL in all others, which are nearly all. */
function whereJudged(
  isJudged: string | undefined,
  before: string,
  cells: readonly CellQuery[],
  part: "change" | "original",
  after: string,
): string {
  if (isJudged === undefined) return "NULL";
  const parts = cells.filter(({ verdictName }) => verdictName !== undefined).map((cell) => cell[part]);
  return `CASE WHEN ${isJudged} THEN ${before}${parts.join(", ")}${after} END`;
}

function metaOf(changes: string, syncId: number): string {
  const [before, after] = [`{"sync_id":${syncId},"changes":[`, "]}"];
  const none = `CAST(${quoteText(before + after)} AS JSON)`;
  const some = `CAST(${quoteText(before)} || ${changes} || ${quoteText(after)} AS JSON)`;
  return `CASE WHEN coalesce(${changes}, '') = '' THEN ${none} ELSE ${some} END`;
}

function select(items: readonly string[], from: string): string {
  return `SELECT ${items.join(", ")} FROM (${from})`;
}
