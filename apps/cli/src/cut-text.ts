import stringWidth from "string-width";

/** The text in at most so many terminal columns; where something is left out, it ends in `…`. Styles take no columns. */
export function cutText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let used = 0;
  let kept = "";
  let reset = "";
  for (const [piece, style] of text.matchAll(pieces)) {
    const columns = style === undefined ? stringWidth(piece) : 0;
    if (used + columns > width - 1) break;
    used += columns;
    kept += piece;
    // The mark of our own styles stands before their numbers.
    if (style !== undefined) reset = style.replace(/\d+m$/, "0m");
  }
  return `${kept}…${reset}`;
}

/** A style, or one character. */
const pieces = /(\u001b\[[\d;]*m)|./gsu;
