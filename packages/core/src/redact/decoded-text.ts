/** A piece of a decoded text: as it stood, or what one escape stands for. */
interface Piece {
  /** Where it begins in the decoded text. */
  readonly at: number;
  /** What it came from. */
  readonly from: number;
  readonly to: number;
  readonly isPlain: boolean;
}

/**
 * A text with its escapes resolved once: percent-encoding, the escapes of JSON, JavaScript and Python, HTML entities. It has no space, however that is written, so that
 * what is parted by a line end is joined. It knows where each part of it came from.
 */
export class DecodedText {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  constructor(source: string) {
    const pieces: Piece[] = [];
    const parts: string[] = [];
    let [at, from] = [0, 0];
    const add = (text: string, to: number, isPlain: boolean): void => {
      if (text !== "") pieces.push({ at, from, to, isPlain });
      parts.push(text);
      at += text.length;
      from = to;
    };
    for (const found of source.matchAll(escape)) {
      if (found.index > from) add(source.slice(from, found.index), found.index, true);
      add(resolveEscape(found[0]), found.index + found[0].length, false);
    }
    if (from < source.length) add(source.slice(from), source.length, true);
    this.text = parts.join("");
    this.#pieces = pieces;
  }

  /** The range of the source that a range of the decoded text came from. */
  sourceRange(start: number, end: number): readonly [start: number, end: number] {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end - 1);
    return [
      first.isPlain ? first.from + start - first.at : first.from,
      last.isPlain ? last.from + end - last.at : last.to,
    ];
  }

  #pieceAt(position: number): Piece {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.at ?? Infinity) <= position) low = middle;
      else high = middle - 1;
    }
    return this.#pieces[low] ?? { at: 0, from: 0, to: 0, isPlain: true };
  }
}

/** True where decoding may change a text. */
export function hasEscapes(text: string): boolean {
  return /[%\\&+\s]/.test(text);
}

/** A text as decoded texts have it: without space. */
export function withoutSpace(text: string): string {
  return text.replaceAll(/[\s+]+/g, "");
}

/** The kinds of escapes. Runs of bytes are decoded together, since a character may take several. */
const kinds = [
  "(?:%[0-9a-f]{2})+",
  "(?:\\\\x[0-9a-f]{2})+|(?:\\\\u[0-9a-f]{4})+|\\\\u\\{[0-9a-f]{1,6}\\}|\\\\U[0-9a-f]{8}|\\\\[^\\n\\rxuU]",
  "&(?:#\\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp);",
];
/** Space of any kind, with a plus, which is a space in forms. */
const space = "[\\s+]+";
const escape = new RegExp([...kinds, space].join("|"), "gi");

/**
 * What decoding may make of a text that itself looks as if it held escapes: with each choice of their kinds resolved, once and twice. Space goes in any
 * case.
 */
export function decodeEveryWay(text: string): string[] {
  const choices = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
    const chosen = kinds.filter((_, kind) => (bits & (1 << kind)) !== 0);
    return new RegExp([...chosen, space].join("|"), "gi");
  });
  const once = choices.map((choice) => text.replaceAll(choice, resolveEscape));
  const twice = once.flatMap((each) => choices.map((choice) => each.replaceAll(choice, resolveEscape)));
  return [...new Set([...once, ...twice])];
}

function resolveEscape(text: string): string {
  return withoutSpace(readEscape(text));
}

function readEscape(text: string): string {
  if (text.startsWith("%")) return decodeBytes(text);
  if (text.startsWith("&")) return decodeEntity(text.slice(1, -1));
  if (!text.startsWith("\\")) return "";
  const kind = text[1] ?? "";
  if (text.length > 2 && kind === "x") return decodeBytes(text);
  if (text.length > 2 && kind === "U") return fromPoint(Number.parseInt(text.slice(2), 16));
  if (text.startsWith("\\u{")) return fromPoint(Number.parseInt(text.slice(3, -1), 16));
  if (text.length > 2 && kind === "u") return String.fromCharCode(...pairsOf(text, /[0-9a-f]{4}/gi));
  // A backslash before anything else stands for that: `\"`, `\/`, `\'`, `\\`.
  return letters[kind] ?? text.slice(1);
}

const letters: Readonly<Record<string, string>> = { b: "\b", f: "\f", t: "\t", v: "\v", a: "\u0007", n: "\n", r: "\r" };

function fromPoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** UTF-8 where the bytes are that, else a character a byte, as JavaScript writes `\xe4`. */
function decodeBytes(text: string): string {
  const bytes = Uint8Array.from(pairsOf(text, /(?<=[%x])[0-9a-f]{2}/gi));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

function pairsOf(text: string, digits: RegExp): number[] {
  return (text.match(digits) ?? []).map((pair) => Number.parseInt(pair, 16));
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decodeEntity(name: string): string {
  if (!name.startsWith("#")) return named[name.toLowerCase()] ?? "";
  return fromPoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
}
