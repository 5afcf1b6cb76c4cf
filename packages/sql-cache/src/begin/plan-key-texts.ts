import type { StoredColumn } from "@airdock/core";
import type { ColumnPath } from "../finalize/merge-strategy.ts";
import type { KeyText } from "../run/stream-target.ts";
import { airbyteTypeOf, keyColumnType, keyFormOf, nativeTypeOf } from "../table/column-type.ts";
import { ownPrefix } from "../table/meta-column.ts";
import { foldName, type NameLimits, uniqueName } from "../table/unique-name.ts";

/**
 * For each column of a key that may meet values it cannot hold: where their text goes. None for a column that holds every value or
 * has such a text already, for JSON, and for a type of the user's choice.
 */
export function planKeyTexts(
  key: readonly ColumnPath[],
  columns: readonly StoredColumn[],
  taken: readonly string[],
  limits: NameLimits,
): readonly KeyText[] {
  const names = new Set([...columns.map(({ name }) => name), ...taken].map(foldName));
  const known = new Set(columns.filter((column) => keyFormOf(column) !== undefined).map(({ field }) => field));
  return columns.flatMap((column): readonly KeyText[] => {
    const isKey = key.some((path) => path.column === column.name && path.path.length === 0);
    const type = airbyteTypeOf(column);
    if (!isKey || known.has(column.field) || type === "json" || nativeTypeOf(column) !== undefined) return [];
    const wish = { plain: `${ownPrefix}key_${column.name}`, original: column.field };
    const name = uniqueName(wish, limits, (candidate) => names.has(candidate));
    names.add(foldName(name));
    return [
      { column: column.name, text: { field: column.field, name, type: keyColumnType({ keeps: "beyond", type }) } },
    ];
  });
}
