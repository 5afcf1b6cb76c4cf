/** One line of CSV (RFC 4180), with its line end: a cell is quoted where it must be, NULL is empty, an empty text is `""`. */
export function renderCsvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(quote).join(",")}\r\n`;
}

function quote(cell: string | null): string {
  if (cell === null) return "";
  return cell === "" || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
