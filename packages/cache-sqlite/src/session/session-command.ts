import type { BlockInsert } from "../load/block-insert.ts";
import type { BeginOptions } from "./sqlite-session.ts";
import type { SqliteStatement, StatementResult } from "./sqlite-statement.ts";

/** How a database is opened. */
export interface OpenRequest {
  readonly path: string;
  /** `read`: it must exist, and is not written. */
  readonly access: "read" | "write";
  /** Milliseconds to wait for a lock. */
  readonly timeout: number;
}

/** What the thread of a session is told to do: one thing after the other. */
export type SessionCommand =
  | ({ readonly kind: "open" } & OpenRequest)
  | ({ readonly kind: "run"; readonly isTyped: boolean } & SqliteStatement)
  | ({ readonly kind: "read"; readonly isTyped: boolean; readonly isLocked: boolean } & SqliteStatement)
  | { readonly kind: "fetch"; readonly count: number }
  | { readonly kind: "leave" }
  | ({ readonly kind: "insert" } & BlockInsert)
  | ({ readonly kind: "begin"; readonly timeout: number } & BeginOptions)
  | { readonly kind: "checkpoint" }
  | { readonly kind: "close" };

/** The answer to each of them. */
export interface CommandAnswers {
  readonly open: undefined;
  readonly run: StatementResult;
  /** The columns; rows follow by `fetch`, until fewer come than were asked for, or `leave`. */
  readonly read: StatementResult;
  readonly fetch: StatementResult["rows"];
  readonly leave: undefined;
  /** How many rows. */
  readonly insert: number;
  /** False: somebody else holds the lock. */
  readonly begin: boolean;
  readonly checkpoint: undefined;
  readonly close: undefined;
}

/** The answer to one command. */
export type CommandAnswer<Command extends SessionCommand> = CommandAnswers[Command["kind"]];

/** A message to the thread, and the one that comes back. */
export type ThreadRequest = SessionCommand & { readonly id: number };
export type ThreadReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: { readonly message: string; readonly code: string | undefined } };
