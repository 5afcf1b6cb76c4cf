import type { StoredColumn } from "@airdock/core";
import { ofStream } from "../ledger/stream-row.ts";
import type { RunContext, WriteUnit } from "../run/run-context.ts";
import type { KeyText, StreamTarget } from "../run/stream-target.ts";
import { addColumn } from "../schema/create-table.ts";
import { tableColumn } from "../schema/table-columns.ts";
import { airbyteTypeOf, keyColumnType } from "../table/column-type.ts";
import type { ColumnPath } from "./merge-strategy.ts";

/** A table whose key holds what is staged, and what was done for that. */
export interface WidenedKeys {
  readonly target: StreamTarget;
  /** Key columns that became text. */
  readonly widened: readonly string[];
  /** Key columns that stayed as they are; a column of text besides keeps rows apart. */
  readonly keptApart: readonly string[];
}

/**
 * Makes room for keys that their columns cannot hold, in the transaction that needs it: a column becomes text, or where it must
 * not change its type gets a column of text besides, which is part of the key too.
 */
export async function widenKeys(
  context: RunContext,
  unit: WriteUnit,
  target: StreamTarget,
  names: readonly string[],
): Promise<WidenedKeys> {
  const { dialect } = context;
  const texts = target.keyTexts.filter(({ column }) => names.includes(column));
  const isIndexed = target.columns.some((column) => names.includes(column.name) && airbyteTypeOf(column) !== "string");
  if (isIndexed) await dialect.merge.release(unit.transaction, target.table);
  const [widened, keptApart]: [KeyText[], KeyText[]] = [[], []];
  for (const text of texts) {
    const isWidened = await becomeText(context, unit, target, text);
    (isWidened ? widened : keptApart).push(text);
    if (!isWidened) await addColumn(unit.transaction, dialect, target.table, tableColumn(text.text));
  }
  const changed = changeTarget(target, widened, keptApart);
  if (isIndexed) {
    const columns = changed.columns.map(({ name }) => name);
    await dialect.merge.prepare(unit.transaction, { table: target.table, columns, key: changed.key });
  }
  await unit.ledger
    .updateTable("streams")
    .set({ columns: JSON.stringify(changed.columns) })
    .where(ofStream(context.connection, target.stream))
    .execute();
  return { target: changed, widened: namesOf(widened), keptApart: namesOf(keptApart) };
}

/** False: the column keeps its type, since the user wants that or something depends on it. */
async function becomeText(
  { dialect }: RunContext,
  { transaction }: WriteUnit,
  { table, columns, onTypeChange }: StreamTarget,
  { column: name }: KeyText,
): Promise<boolean> {
  const column = columns.find((candidate) => candidate.name === name);
  const from = column === undefined ? "string" : airbyteTypeOf(column);
  if (from === "string") return true;
  if (onTypeChange !== "widen") return false;
  const change = { table, column: name, from, to: "string", sqlType: dialect.columnType("string") } as const;
  return await dialect.widenColumn(transaction, change);
}

function changeTarget(target: StreamTarget, widened: readonly KeyText[], keptApart: readonly KeyText[]): StreamTarget {
  const isText = new Set(namesOf(widened));
  const besides = new Map(keptApart.map(({ column, text }) => [column, text]));
  const columns = target.columns.map((column): StoredColumn =>
    isText.has(column.name)
      ? { ...column, type: keyColumnType({ keeps: "all", type: airbyteTypeOf(column) }) }
      : column,
  );
  const asText = (path: ColumnPath): ColumnPath => (isText.has(path.column) ? { ...path, text: true } : path);
  const key = target.key.map(asText).flatMap((path) => {
    const text = besides.get(path.column);
    return text === undefined ? [path] : [path, { column: text.name, path: [], text: true }];
  });
  const done = new Set([...isText, ...besides.keys()]);
  return {
    ...target,
    columns: [...columns, ...besides.values()],
    key,
    cursor: target.cursor === undefined ? undefined : asText(target.cursor),
    keyTexts: target.keyTexts.filter(({ column }) => !done.has(column)),
  };
}

function namesOf(texts: readonly KeyText[]): readonly string[] {
  return texts.map(({ column }) => column);
}
