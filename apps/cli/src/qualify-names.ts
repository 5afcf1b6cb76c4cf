import type { StoredConnection, TableName } from "@airdock/core";

/** SQL with the tables of connections named in full, and the names that stand for several tables. */
export interface QualifiedSql {
  readonly sql: string;
  readonly ambiguous: readonly { readonly name: string; readonly tables: readonly string[] }[];
}

/**
 * Names in full the tables that a statement names by their stream only: what stands alone after FROM, JOIN, INTO, UPDATE, TABLE and the like, is
 * no name of a WITH, and is the table or stream of a connection. Texts, comments and everything else stay as they are.
 */
export function qualifyNames(sql: string, connections: readonly StoredConnection[]): QualifiedSql {
  const tokens = [...sql.matchAll(TOKEN)].map(([text]) => text);
  const meaningful = [...tokens.keys()].filter((index) => !isSpace(tokens[index] ?? ""));
  const after = (place: number): string => tokens[meaningful[place + 1] ?? tokens.length] ?? "";
  const isWithName = (place: number): boolean =>
    /^as$/i.test(after(place)) && (after(place + 1) === "(" || /materialized$/i.test(after(place + 1)));
  const withNames = new Set(
    meaningful.flatMap((index, place) => (isWithName(place) ? [readName(tokens[index] ?? "")] : [])),
  );
  const ambiguous = new Map<string, readonly string[]>();
  const clauses: Clause[] = [{ inFrom: false, expects: false }];
  for (const [place, index] of meaningful.entries()) {
    const token = tokens[index] ?? "";
    const clause = clauses.at(-1);
    if (clause === undefined) break;
    if (clause.expects && isIdentifier(token) && !isModifier(token)) {
      clause.expects = false;
      const name = readName(token);
      if ([".", "("].includes(after(place)) || withNames.has(name)) continue;
      const tables = findTables(name, connections);
      const [table] = tables;
      if (tables.length > 1) ambiguous.set(name, tables.map(printTable));
      else if (table !== undefined) tokens[index] = rename(name, table, after(place));
    } else readClause(token, clauses, clause);
  }
  return { sql: tokens.join(""), ambiguous: [...ambiguous].map(([name, tables]) => ({ name, tables })) };
}

/** Where a statement stands, in one pair of brackets: among tables, and right before one. */
interface Clause {
  inFrom: boolean;
  expects: boolean;
}

function readClause(token: string, clauses: Clause[], clause: Clause): void {
  if (token === "(") clauses.push({ inFrom: false, expects: clause.expects });
  else if (token === ")" && clauses.length > 1) clauses.pop();
  else if (token === "," && clause.inFrom) clause.expects = true;
  else if (/^(?:from|join|into|update|table|describe|summarize)$/i.test(token))
    Object.assign(clause, { inFrom: true, expects: true });
  else if (
    /^(?:select|where|group|order|limit|having|union|except|intersect|set|values|window|qualify|returning)$/i.test(
      token,
    )
  )
    Object.assign(clause, { inFrom: false, expects: false });
}

/** Texts, quoted names, comments, words, white space, and any other character. */
const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|[\p{L}_][\p{L}\p{N}_$]*|\s+|[\s\S]/gu;

function isSpace(token: string): boolean {
  return /^(?:\s|--|\/\*)/.test(token);
}

function isIdentifier(token: string): boolean {
  return /^(?:"|[\p{L}_])/u.test(token);
}

function isModifier(token: string): boolean {
  return /^(?:only|lateral|if|exists|not)$/i.test(token);
}

function readName(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token.toLowerCase();
}

function findTables(name: string, connections: readonly StoredConnection[]): TableName[] {
  const wanted = name.toLowerCase();
  const all = connections.flatMap(({ streams }) => streams);
  const found = all.filter(({ stream, table }) =>
    [stream.name, table.name].some((each) => each.toLowerCase() === wanted),
  );
  return found.map(({ table }) => table);
}

/** The table in full; under the name the statement knows it by, where that is another one. */
function rename(name: string, table: TableName, next: string): string {
  const hasAlias = isIdentifier(next) && !CLAUSE_WORD.test(next);
  const isOther = table.name.toLowerCase() !== name.toLowerCase();
  return isOther && !hasAlias ? `${printTable(table)} AS ${quote(name)}` : printTable(table);
}

const CLAUSE_WORD =
  /^(?:where|group|order|limit|having|union|except|intersect|join|inner|left|right|full|cross|natural|on|using|set|values|select|window|qualify|returning|offset|fetch|asof|positional|anti|semi|tablesample)$/i;

function printTable({ schema, name }: TableName): string {
  return schema === undefined ? quote(name) : `${quote(schema)}.${quote(name)}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
