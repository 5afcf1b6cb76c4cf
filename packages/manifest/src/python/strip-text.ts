const whitespace = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const leading = new RegExp(`^[${whitespace}]+`);
const trailing = new RegExp(`[${whitespace}]+$`);

/** Removes Python's whitespace, or any of the given characters, from one or both ends of a text. */
export function stripText(text: string, characters: string | null, ends: "left" | "right" | "both" = "both"): string {
  if (characters === null) {
    const rest = ends === "right" ? text : text.replace(leading, "");
    return ends === "left" ? rest : rest.replace(trailing, "");
  }
  const set = new Set(characters);
  const all = [...text];
  let [start, end] = [0, all.length];
  if (ends !== "right") while (start < end && set.has(all[start] ?? "")) start += 1;
  if (ends !== "left") while (end > start && set.has(all[end - 1] ?? "")) end -= 1;
  return all.slice(start, end).join("");
}

/** Splits a text at runs of Python's whitespace, at most `limit` times from one end (-1: always). */
export function splitAtWhitespace(text: string, limit: number, from: "left" | "right" = "left"): string[] {
  const words = stripText(text, null).split(new RegExp(`[${whitespace}]+`));
  if (words.length === 1 && words[0] === "") return [];
  if (limit < 0 || words.length <= limit + 1) return words;
  const run = `[${whitespace}]+`;
  let rest = stripText(text, null, from === "left" ? "left" : "right");
  const parts: string[] = [];
  for (let index = 0; index < limit; index += 1) {
    const match = (from === "left" ? new RegExp(run) : new RegExp(`${run}(?=[^${whitespace}]*$)`)).exec(rest);
    if (match === null) break;
    const after = rest.slice(match.index + match[0].length);
    parts.push(from === "left" ? rest.slice(0, match.index) : after);
    rest = from === "left" ? after : rest.slice(0, match.index);
  }
  return from === "left" ? [...parts, rest] : [rest, ...parts.toReversed()];
}
