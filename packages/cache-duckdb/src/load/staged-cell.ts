import type { StoredColumn } from "@airdock/core";
import { type KeyText, keyFormOf } from "@airdock/sql-cache";
import type { LoadColumn } from "./load-column.ts";

/** By what the lines of this process were converted, see `ExactLine`. */
export interface StagedLines {
  readonly columns: readonly StoredColumn[];
  readonly keyTexts: readonly KeyText[];
}

/** SQL for the text of a column in an `ExactLine` `g`; the column of a key may have become text since, or have got one besides. */
export function stagedCell({ name, keyType }: LoadColumn, { columns, keyTexts }: StagedLines): string {
  const text = keyTexts.findIndex((one) => one.text.name === name);
  if (text >= 0) return `g.k[${text + 1}]`;
  const index = columns.findIndex((column) => column.name === name);
  if (index < 0) return "NULL::VARCHAR";
  const cell = `g.c[${index + 1}]`;
  if (keyType === undefined || columns[index]?.type === keyType) return cell;
  const beyond = `g.k[${keyTexts.findIndex(({ column }) => column === name) + 1}]`;
  const isTime = keyFormOf({ type: keyType })?.type === "time_with_timezone";
  return `coalesce(${beyond}, ${isTime ? `regexp_replace(${cell}, '[+]00$', 'Z')` : cell})`;
}
