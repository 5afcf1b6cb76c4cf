/** Wraps each line of a text to a width, between words and after hyphens; words that are too long are cut if `cut` says so. */
export function wrapText(text: string, width: number, cut: boolean, separator: string): string {
  return text
    .split(/\r\n|[\n\r\v\f]/)
    .map((line) => wrapLine(line, Math.max(1, width), cut).join(separator))
    .join(separator);
}

function wrapLine(line: string, width: number, cut: boolean): string[] {
  const chunks = line.match(/\s+|[^\s-]*[\p{L}\d]-+(?=[\p{L}\d])|[^\s]+?(?=\s|$|(?<=[\p{L}\d]-)(?=\p{L}))/gu) ?? [];
  const lines: string[] = [];
  let current = "";
  const flush = (): void => {
    const trimmed = current.trimEnd();
    if (trimmed !== "") lines.push(trimmed);
    current = "";
  };
  for (const chunk of chunks) {
    let rest = chunk;
    if (current.length + rest.length <= width) {
      if (!(current === "" && lines.length > 0 && rest.trim() === "")) current += rest;
      continue;
    }
    if (rest.trim() === "") {
      flush();
      continue;
    }
    if (cut && rest.length > width) {
      const space = width - current.length;
      current += rest.slice(0, space);
      rest = rest.slice(space);
      flush();
      while (rest.length > width) {
        lines.push(rest.slice(0, width));
        rest = rest.slice(width);
      }
    } else flush();
    current = rest;
  }
  flush();
  return lines;
}
