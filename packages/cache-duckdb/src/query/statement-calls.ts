/** What a parsed SELECT reads and calls, by names in lower case. */
export interface StatementCalls {
  readonly functions: ReadonlySet<string>;
  readonly tableFunctions: ReadonlySet<string>;
  /** Tables and views, but those that the statement itself defines; a file that is named like a table is one of them, too. */
  readonly tables: readonly TableName[];
}

/** A name as it was written: with a database and a schema, or without. */
export interface TableName {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
}

/** Collects them from the tree that DuckDB's `json_serialize_sql` gives. */
export function statementCalls(tree: unknown): StatementCalls {
  const functions = new Set<string>();
  const tableFunctions = new Set<string>();
  const defined = new Set<string>();
  const tables: TableName[] = [];
  const visit = (node: Readonly<Record<string, unknown>>): void => {
    const { type, function: called, function_name: name, table_name: table, cte_name: recursive } = node;
    if (typeof name === "string") functions.add(name.toLowerCase());
    if (type === "TABLE_FUNCTION" && isObject(called)) tableFunctions.add(text(called["function_name"]));
    if (type === "BASE_TABLE" && typeof table === "string")
      tables.push({
        database: text(node["catalog_name"]),
        schema: text(node["schema_name"]),
        name: table.toLowerCase(),
      });
    if (typeof recursive === "string") defined.add(recursive.toLowerCase());
    for (const key of keysOf(node["cte_map"])) defined.add(key);
  };
  // Not by recursion: a statement may be nested deeper than the stack is.
  for (const waiting: unknown[] = [tree]; waiting.length > 0;) {
    const node = waiting.pop();
    if (isObject(node) && !Array.isArray(node)) visit(node);
    if (isObject(node)) for (const part of Object.values(node)) if (isObject(part)) waiting.push(part);
  }
  const isDefined = ({ database, schema, name }: TableName): boolean =>
    database === "" && schema === "" && defined.has(name);
  return { functions, tableFunctions, tables: tables.filter((table) => !isDefined(table)) };
}

/** The names of WITH. */
function keysOf(map: unknown): readonly string[] {
  const entries = isObject(map) ? map["map"] : undefined;
  return Array.isArray(entries) ? entries.map((entry: unknown) => (isObject(entry) ? text(entry["key"]) : "")) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
