import type { Database, Statement } from "better-sqlite3";
import { runBlockInsert } from "../load/run-block-insert.ts";
import type { StartLoad } from "../load/register-load.ts";
import { bindParameter } from "./bind-parameter.ts";
import { describeColumns } from "./describe-columns.ts";
import { prepareLocked } from "./prepare-locked.ts";
import type { CommandAnswer, SessionCommand } from "./session-command.ts";
import { isBusy } from "./sqlite-failure.ts";
import type { BeginOptions } from "./sqlite-session.ts";
import type { ResultRow, SqliteStatement, StatementResult } from "./sqlite-statement.ts";

/** Does what a session is told, on an open database, at once. */
export class CommandRunner {
  readonly #database: Database;
  readonly #startLoad: StartLoad;
  #reading: Iterator<unknown> | undefined;
  /** Foreign keys are to be looked at again when the transaction has ended. */
  #ignoresForeignKeys = false;

  constructor(database: Database, startLoad: StartLoad) {
    this.#database = database;
    this.#startLoad = startLoad;
  }

  /** Runs a command; throws what SQLite says against it. */
  execute<Command extends Exclude<SessionCommand, { kind: "open" }>>(command: Command): CommandAnswer<Command>;
  execute(command: Exclude<SessionCommand, { kind: "open" }>): unknown {
    switch (command.kind) {
      case "run":
        return this.#run(command, command.isTyped);
      case "read":
        return this.#read(command, command);
      case "fetch":
        return this.#fetch(command.count);
      case "leave":
        return this.#leave();
      case "insert":
        return runBlockInsert(this.#database, this.#startLoad(command.plan), command);
      case "begin":
        return this.#begin(command);
      case "checkpoint":
        return void this.#database.pragma("wal_checkpoint(passive)");
      case "close":
        return void this.#database.close();
    }
  }

  #run({ sql, parameters }: SqliteStatement, isTyped: boolean): StatementResult {
    const statement = this.#database.prepare(sql);
    const bound = parameters.map(bindParameter);
    if (!statement.reader) {
      const { changes, lastInsertRowid } = statement.run(...bound);
      this.#restoreForeignKeys();
      return { columns: [], rows: [], changes, lastRowId: BigInt(lastInsertRowid) };
    }
    const rows = readPlainly(statement)
      .all(...bound)
      .map(plainRow);
    return {
      columns: describeColumns(this.#database, statement, isTyped),
      rows,
      changes: undefined,
      lastRowId: undefined,
    };
  }

  #read(
    { sql, parameters }: SqliteStatement,
    { isTyped, isLocked }: { readonly isTyped: boolean; readonly isLocked: boolean },
  ): StatementResult {
    const statement = isLocked ? prepareLocked(this.#database, sql) : this.#database.prepare(sql);
    if (!statement.reader) return this.#run({ sql, parameters }, isTyped);
    const columns = describeColumns(this.#database, statement, isTyped);
    this.#reading = readPlainly(statement).iterate(...parameters.map(bindParameter));
    return { columns, rows: [], changes: undefined, lastRowId: undefined };
  }

  #fetch(count: number): readonly ResultRow[] {
    const rows: ResultRow[] = [];
    while (rows.length < count) {
      const next = this.#reading?.next();
      if (next === undefined || next.done === true) break;
      rows.push(plainRow(next.value));
    }
    return rows;
  }

  #leave(): undefined {
    this.#reading?.return?.();
    this.#reading = undefined;
  }

  #begin({ timeout, ignoresForeignKeys = false }: { readonly timeout: number } & BeginOptions): boolean {
    // Inside a transaction the setting stays as it is.
    if (ignoresForeignKeys && this.#database.pragma("foreign_keys", { simple: true }) === 1) {
      this.#database.pragma("foreign_keys = off");
      this.#ignoresForeignKeys = true;
    }
    const before = this.#database.pragma("busy_timeout", { simple: true });
    this.#database.pragma(`busy_timeout = ${Math.max(0, Math.round(timeout))}`);
    try {
      this.#database.prepare("begin immediate").run();
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    } finally {
      this.#database.pragma(`busy_timeout = ${String(before)}`);
      this.#restoreForeignKeys();
    }
  }

  #restoreForeignKeys(): void {
    if (!this.#ignoresForeignKeys || this.#database.inTransaction) return;
    this.#database.pragma("foreign_keys = on");
    this.#ignoresForeignKeys = false;
  }
}

function readPlainly(statement: Statement): Statement {
  return statement.raw(true).safeIntegers(true);
}

/** Integers came as bigints, so that none is rounded. */
function plainRow(row: unknown): ResultRow {
  const values = row as unknown[];
  for (const [index, value] of values.entries()) {
    if (typeof value !== "bigint") continue;
    const number = Number(value);
    if (Number.isSafeInteger(number)) values[index] = number;
  }
  return values;
}
