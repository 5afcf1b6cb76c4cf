/** One kind of value a field takes. */
export type Alternative =
  | { readonly sort: "text" | "boolean" | "object" | "list" | "null" | "any" }
  | {
      readonly sort: "integer" | "number";
      readonly bound: { readonly value: number; readonly isIncluded: boolean } | undefined;
    }
  | { readonly sort: "word"; readonly word: string }
  | { readonly sort: "items"; readonly kind: FieldKind; readonly least: number }
  | { readonly sort: "entries"; readonly kind: FieldKind }
  | { readonly sort: "component"; readonly type: string };

/** The kinds of value a field takes: any one of them. */
export type FieldKind = readonly Alternative[];

/** Reads a kind as `ComponentFields` write it. */
export function readFieldKind(text: string): FieldKind {
  return splitAlternatives(text).map(readAlternative);
}

function readAlternative(text: string): Alternative {
  const list = /^\[(.*)\](?:>=(\d+))?$/u.exec(text);
  if (list !== null) return { sort: "items", kind: readFieldKind(list[1] ?? ""), least: Number(list[2] ?? 0) };
  if (text.startsWith("{")) return { sort: "entries", kind: readFieldKind(text.slice(1, -1)) };
  if (text.startsWith("'")) return { sort: "word", word: text.slice(1, -1) };
  const [, sort, comparison, bound] = /^(integer|number)(?:(>=?)(\d+))?$/u.exec(text) ?? [];
  if (sort === "integer" || sort === "number")
    return { sort, bound: bound === undefined ? undefined : { value: Number(bound), isIncluded: comparison === ">=" } };
  if (isPlain(text)) return { sort: text };
  return { sort: "component", type: text };
}

function isPlain(text: string): text is "text" | "boolean" | "object" | "list" | "null" | "any" {
  return ["text", "boolean", "object", "list", "null", "any"].includes(text);
}

/** Splits at the bars outside of brackets. */
function splitAlternatives(text: string): readonly string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? "";
    if ("[{".includes(letter)) depth += 1;
    else if ("]}".includes(letter)) depth -= 1;
    else if (letter === "|" && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** The kind in words: `a string or a list`. */
export function describeFieldKind(kind: FieldKind): string {
  const words = [...new Set(kind.map(describeAlternative))];
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

function describeAlternative(alternative: Alternative): string {
  switch (alternative.sort) {
    case "text":
      return "a string";
    case "integer":
    case "number": {
      const { bound, sort } = alternative;
      const what = sort === "integer" ? "an integer" : "a number";
      return bound === undefined ? what : `${what} ${bound.isIncluded ? "of at least" : "above"} ${bound.value}`;
    }
    case "boolean":
      return "true or false";
    case "object":
    case "entries":
      return "an object";
    case "list":
    case "items":
      return "a list";
    case "null":
      return "null";
    case "any":
      return "anything";
    case "word":
      return alternative.word;
    case "component":
      return alternative.type;
  }
}
