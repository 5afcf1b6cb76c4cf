import stringWidth from "string-width";

/** The text with spaces up to so many terminal columns; wide characters count as the terminal draws them. */
export function padText(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}
