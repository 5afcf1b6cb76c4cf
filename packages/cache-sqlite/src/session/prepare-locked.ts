import type { Database, Statement } from "better-sqlite3";
import { leadingWords } from "@airdock/sql-cache/statement";
import { SqliteFailure } from "./sqlite-failure.ts";

/**
 * Prepares a statement that may only read. Throws a SqliteFailure with SQLITE_AUTH for all else, judged by the program into which
 * SQLite itself has compiled it. A PRAGMA is looked at before: it takes effect as it is compiled.
 */
export function prepareLocked(database: Database, sql: string): Statement {
  const isExplain = checkBeginning(sql);
  const statement = database.prepare(sql);
  if (!statement.reader || !statement.readonly) throw refused("The statement writes.");
  if (isExplain) return statement;
  const program = database.prepare(`explain ${sql}`).raw().all() as readonly ProgramStep[];
  for (const [, operation, , , , argument] of program) {
    if (writingOperations.has(operation)) throw refused(`The statement writes: ${operation}.`);
    const name = calling.has(operation) ? functionName(argument) : "";
    if (reachingFunctions.has(name)) throw refused(`The function ${name} reaches beyond the database.`);
  }
  return statement;
}

/** A line of EXPLAIN: address, operation, three numbers, an argument, and more. */
type ProgramStep = readonly [unknown, string, unknown, unknown, unknown, unknown, ...unknown[]];

/** True for EXPLAIN, which runs nothing. */
function checkBeginning(sql: string): boolean {
  const words = [...take(leadingWords(sql), longestBeginning)].filter((word) => word !== ";");
  const [first = "", second = "", third = "", fourth = ""] = words;
  if (first === "explain") {
    const explained = second === "query" && third === "plan" ? fourth : second;
    if (explained === "pragma") throw refused("The statement changes the connection.");
    return true;
  }
  // What only begins wrongly is for SQLite to describe.
  if (first === "pragma" && !isReadingPragma(words.slice(1))) throw refused("The PRAGMA is not one that only reads.");
  if (commands.has(first)) throw refused("The statement changes files or the connection.");
  return false;
}

/** `name`, `schema.name`, with an argument in brackets where one selects what is read. */
function isReadingPragma(words: readonly string[]): boolean {
  const [first = "", point = ""] = words;
  const [name = "", next = "", ...rest] = point === "." ? words.slice(2) : [first, ...words.slice(1)];
  if (next === "" || next === ";") return readingPragmas.has(name) || readingSettings.has(name);
  return next === "(" && readingPragmas.has(name) && !rest.includes("=");
}

function* take(words: Iterable<{ readonly text: string }>, count: number): Generator<string> {
  let left = count;
  for (const { text } of words) {
    if (left <= 0) return;
    left -= 1;
    yield text;
  }
}

/** Words that are looked at. */
const longestBeginning = 200;

const readingPragmas: ReadonlySet<string> = new Set([
  ...["table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list"],
  ...["database_list", "collation_list", "function_list", "module_list", "pragma_list", "compile_options"],
]);

/** Those that answer what they are, while nothing follows. */
const readingSettings: ReadonlySet<string> = new Set([
  ...["page_count", "page_size", "freelist_count", "encoding", "user_version", "application_id", "schema_version"],
  ...["journal_mode", "data_version", "integrity_check", "quick_check", "foreign_key_check", "query_only"],
]);

/** Statements that touch no row, so that SQLite counts them as reading. */
const commands: ReadonlySet<string> = new Set([
  ...["attach", "detach", "begin", "commit", "end", "rollback", "savepoint", "release"],
  ...["vacuum", "reindex", "analyze"],
]);

const writingOperations: ReadonlySet<string> = new Set([
  ...[
    "Vacuum",
    "JournalMode",
    "Checkpoint",
    "IncrVacuum",
    "SqlExec",
    "ParseSchema",
    "SetCookie",
    "Destroy",
    "OpenWrite",
  ],
  ...["VUpdate", "VCreate", "VDestroy", "VRename", "AutoCommit", "Savepoint"],
]);

const calling: ReadonlySet<string> = new Set(["Function", "PureFunc", "AggStep", "AggStep1", "AggInverse"]);

/** Some of them come with extensions only. */
const reachingFunctions: ReadonlySet<string> = new Set([
  ...["load_extension", "sqlite_attach", "sqlite_detach", "fts3_tokenizer"],
  ...["readfile", "writefile", "edit", "fsdir", "lsdir"],
]);

/** `load_extension(1)`: the name, and how many arguments it has. */
function functionName(argument: unknown): string {
  return typeof argument === "string" ? (argument.split("(", 1)[0] ?? "").toLowerCase() : "";
}

function refused(reason: string): SqliteFailure {
  return new SqliteFailure(reason, "SQLITE_AUTH");
}
