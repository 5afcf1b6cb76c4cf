/** A word at the beginning of a statement, in lower case, or another character; and where the text after it begins. */
export interface LeadingWord {
  readonly text: string;
  readonly end: number;
}

/**
 * The words a statement begins with, one after the other, without white space and comments. Texts and quoted names are not read:
 * each of their characters comes by itself. `nestsComments`: the database nests comments of the form slash-star, as PostgreSQL does.
 */
export function* leadingWords(
  sql: string,
  { nestsComments = false }: { readonly nestsComments?: boolean } = {},
): Generator<LeadingWord> {
  for (let at = skipSpace(sql, 0, nestsComments); at < sql.length;) {
    const length = /^[A-Za-z_][\w$]*/.exec(sql.slice(at, at + longestWord))?.[0].length ?? 1;
    const end = at + length;
    yield { text: sql.slice(at, end).toLowerCase(), end };
    at = skipSpace(sql, end, nestsComments);
  }
}

/** The first word of a statement, in lower case; "" for one that begins with none. */
export function firstWord(sql: string, options: { readonly nestsComments?: boolean } = {}): string {
  for (const { text } of leadingWords(sql, options)) if (text !== ";") return text;
  return "";
}

/** Characters: no keyword is nearly as long. */
const longestWord = 64;

function skipSpace(sql: string, start: number, nestsComments: boolean): number {
  let at = start;
  for (;;) {
    if (/^[\s\uFEFF]$/.test(sql.charAt(at))) at += 1;
    else if (sql.startsWith("--", at)) at = endOfLine(sql, at);
    else if (sql.startsWith("/*", at)) at = endOfComment(sql, at, nestsComments);
    else return at;
  }
}

function endOfLine(sql: string, at: number): number {
  const end = sql.indexOf("\n", at);
  return end < 0 ? sql.length : end;
}

function endOfComment(sql: string, start: number, nests: boolean): number {
  let depth = 1;
  for (let at = start + 2; at < sql.length; at += 1) {
    if (sql.startsWith("*/", at)) depth -= 1;
    else if (nests && sql.startsWith("/*", at)) depth += 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}
