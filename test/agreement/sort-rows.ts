/** Rows in an order that depends on nothing but their values. */
export function sortRows(rows: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<string, unknown>>[] {
  const texts = new Map(rows.map((row) => [row, printSorted(row)]));
  return rows.toSorted((one, other) => ((texts.get(one) ?? "") < (texts.get(other) ?? "") ? -1 : 1));
}

function printSorted(row: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(entries, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}
