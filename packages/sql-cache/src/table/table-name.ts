import { AirdockError, type StreamKey, type TableName } from "@airdock/core";
import { ownPrefix } from "./meta-column.ts";
import { normalizeCharacters } from "./normalize-name.ts";
import { foldName, type NameLimits, uniqueName } from "./unique-name.ts";

/** How tables are named, with `{connection}`, `{namespace}` and `{stream}`; `schema` is absent where there are no schemas. */
export interface TableTemplates {
  readonly schema?: string | undefined;
  readonly table: string;
}

/** `connection.stream`, or `connection.namespace_stream`. */
export const schemaTemplates: TableTemplates = { schema: "{connection}", table: "{namespace}_{stream}" };

/** `connection_stream`, for databases without schemas. */
export const flatTemplates: TableTemplates = { table: "{connection}_{namespace}_{stream}" };

/** The stream to find a table for. */
export interface NamedStream {
  readonly connection: string;
  readonly stream: StreamKey;
}

/**
 * The table of a stream that has none yet. A stream without namespace leaves `{namespace}_` out, and a schema that would be
 * empty is the connection's. `taken` are the tables of all streams the cache knows. Throws NAME_INVALID for a template that
 * names anything else.
 */
export function tableName(
  named: NamedStream,
  templates: TableTemplates,
  taken: Iterable<TableName>,
  limits: NameLimits,
): TableName {
  const schema = templates.schema === undefined ? undefined : schemaName(named, templates.schema, limits);
  const used = new Set(
    [...taken].filter((table) => sameSchema(table.schema, schema)).map(({ name }) => foldName(name)),
  );
  const { connection, stream } = named;
  const plain = fill(templates.table, named) || "_";
  const wish = {
    plain: schema === undefined ? clearPrefix(plain, flatPrefixes) : clearPrefix(plain, [ownPrefix]),
    original: JSON.stringify([connection, stream.namespace ?? null, stream.name]),
  };
  const name = uniqueName(wish, limits, (folded) => used.has(folded));
  return schema === undefined ? { name } : { schema, name };
}

function schemaName(named: NamedStream, template: string, limits: NameLimits): string {
  const plain = fill(template, named) || named.connection;
  const reserved = plain === template ? bookkeepingSchemas : new Set([...bookkeepingSchemas, ...databaseSchemas]);
  const wish = { plain: clearPrefix(plain, schemaPrefixes), original: plain };
  return uniqueName(wish, limits, (folded) => reserved.has(folded));
}

/** A name that begins like one of the database's or of Airdock's own gets a `_` in front. */
function clearPrefix(name: string, prefixes: readonly string[]): string {
  const clashes = prefixes.some((prefix) => foldName(name).startsWith(prefix));
  return clashes ? clearPrefix(`_${name}`, prefixes) : name;
}

function fill(template: string, { connection, stream }: NamedStream): string {
  const values: Readonly<Record<string, string>> = {
    connection,
    namespace: normalizeCharacters(stream.namespace ?? ""),
    stream: normalizeCharacters(stream.name),
  };
  const usable = stream.namespace === undefined ? template.replaceAll(/\{namespace\}_?/g, "") : template;
  const text = usable.replaceAll(/\{([^{}]*)\}/g, (placeholder, word: string) => {
    const value = Object.hasOwn(values, word) ? values[word] : undefined;
    if (value === undefined) throw unknownPlaceholder(template, placeholder);
    return value;
  });
  return /^\p{Nd}/u.test(text) && !usable.startsWith("{connection}") ? `_${text}` : text;
}

function unknownPlaceholder(template: string, placeholder: string): AirdockError {
  return new AirdockError(`The name template "${template}" has ${placeholder}, which means nothing.`, {
    code: "NAME_INVALID",
    hint: "Use {connection}, {namespace} and {stream}.",
  });
}

const flatPrefixes = [ownPrefix, "airdock_", "sqlite_"];
const schemaPrefixes = [ownPrefix, "pg_"];

/** Schemas in which no stream may have its tables. */
const bookkeepingSchemas: ReadonlySet<string> = new Set(["airdock", "information_schema"]);

/** Schemas that databases have from the start: used when chosen by name, not because a connection is called so. */
const databaseSchemas: ReadonlySet<string> = new Set(["main", "public", "temp", "system"]);

function sameSchema(one: string | undefined, other: string | undefined): boolean {
  return foldName(one ?? "") === foldName(other ?? "");
}
