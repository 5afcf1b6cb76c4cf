import type { GeneratedStream, GeneratedSync, GeneratedValue, History } from "./history.ts";

/** A row as the model expects it: stored values by field. */
export type ModelRow = Readonly<Record<string, unknown>>;

interface Kept {
  readonly values: ModelRow;
  readonly generation: number;
}

interface Table {
  /** A sync has read the stream before: only then is there something to read again. */
  isKnown: boolean;
  rows: Kept[];
  generation: number;
  minimum: number;
}

/**
 * What the tables of a history hold after each of its syncs, by the table contract alone: which rows are earned, what a
 * write mode does with them, what a full refresh removes and when.
 */
export function* expectTables({ streams, states, syncs }: History): Generator<readonly (readonly ModelRow[])[]> {
  const tables = streams.map((): Table => ({ isKnown: false, rows: [], generation: 0, minimum: 0 }));
  let isWhole = false;
  for (const sync of syncs) {
    const wells = streams.map((_, index) => isSuccess(sync, index));
    isWhole ||= states === "GLOBAL" && sync.steps.some(({ kind }) => kind === "state");
    const situation = { states, isWhole, streams, wells };
    for (const [index, stream] of streams.entries()) {
      const table = tables[index];
      const earned = earnRows(sync, { ...situation, index }, modeOf(stream));
      // Who lost rows has not succeeded, whatever the source said.
      const isWell = wells[index] === true && earned.length === recordsBefore(sync, index, sync.steps.length).length;
      if (table !== undefined) applySync(table, stream, sync, earned, isWell);
    }
    yield tables.map(({ rows }) => rows.map(({ values }) => values));
  }
}

/** Append, replace or merge. */
export function modeOf({ mode, isIncremental, key }: GeneratedStream): "append" | "replace" | "merge" {
  if (mode !== "auto") return mode;
  if (!isIncremental) return "replace";
  return key.length > 0 ? "merge" : "append";
}

function isSuccess({ endings, exitCode }: GeneratedSync, index: number): boolean {
  return endings === "none" ? exitCode === 0 : endings[index] === "COMPLETE";
}

interface Situation {
  readonly index: number;
  readonly states: History["states"];
  /** A state of all streams has come, in this sync or before. */
  readonly isWhole: boolean;
  readonly streams: readonly GeneratedStream[];
  readonly wells: readonly boolean[];
}

/** The rows of a stream that count: all of a success, else those before the last state that covers them. */
function earnRows(sync: GeneratedSync, situation: Situation, mode: string): readonly ModelRow[] {
  const { index, wells } = situation;
  const all = recordsBefore(sync, index, sync.steps.length);
  if (mode === "replace") return wells[index] === true ? all : [];
  if (wells[index] === true && !losesRows(sync, situation)) return all;
  return recordsBefore(sync, index, lastState(sync, situation, index));
}

/** With a state of all streams, rows that are lost in one take along what came after the last state in the others. */
function losesRows(sync: GeneratedSync, situation: Situation): boolean {
  const { isWhole, streams, wells } = situation;
  if (!isWhole) return false;
  return streams.some((stream, other) => {
    if (wells[other] === true || modeOf(stream) === "replace") return false;
    const covered = lastState(sync, situation, other);
    return recordsBefore(sync, other, sync.steps.length).length > recordsBefore(sync, other, covered).length;
  });
}

/** The place of the last state that covers a stream; 0 when there is none. */
function lastState(sync: GeneratedSync, { states }: Situation, index: number): number {
  return (
    sync.steps.findLastIndex((step) => step.kind === "state" && (states === "GLOBAL" || step.stream === index)) + 1
  );
}

function recordsBefore(sync: GeneratedSync, index: number, end: number): ModelRow[] {
  return sync.steps
    .slice(0, end)
    .flatMap((step) => (step.kind === "record" && step.stream === index ? [storedValues(step.values)] : []));
}

function storedValues(values: Readonly<Record<string, GeneratedValue>>): ModelRow {
  return Object.fromEntries(Object.entries(values).map(([name, { stored }]) => [name, stored]));
}

function applySync(
  table: Table,
  stream: GeneratedStream,
  { fullRefresh }: GeneratedSync,
  rows: readonly ModelRow[],
  isWell: boolean,
): void {
  const mode = modeOf(stream);
  if (mode === "replace") {
    if (isWell) table.rows = rows.map((values) => ({ values, generation: 0 }));
    return;
  }
  if (fullRefresh && table.isKnown && table.minimum === 0) {
    table.generation += 1;
    table.minimum = table.generation;
  }
  table.isKnown = true;
  for (const values of rows) {
    const row = { values, generation: table.generation };
    if (mode === "append") table.rows.push(row);
    else mergeRow(table, stream, row);
  }
  if (!isWell) return;
  table.rows = table.rows.filter(({ generation }) => generation >= table.minimum);
  table.minimum = 0;
}

/** Only a newer row takes the place of one with its key. */
function mergeRow(table: Table, { key, cursor }: GeneratedStream, row: Kept): void {
  const at = table.rows.findIndex((kept) => key.every((field) => kept.values[field] === row.values[field]));
  const kept = table.rows[at];
  if (kept === undefined) table.rows.push(row);
  else if (isNotOlder(row, kept, cursor)) table.rows[at] = row;
}

function isNotOlder(row: Kept, kept: Kept, cursor: string | undefined): boolean {
  if (row.generation !== kept.generation) return row.generation > kept.generation;
  if (cursor === undefined) return true;
  const [mine, theirs] = [row.values[cursor] ?? null, kept.values[cursor] ?? null];
  if (mine === null) return theirs === null;
  return theirs === null || Number(mine) >= Number(theirs);
}
