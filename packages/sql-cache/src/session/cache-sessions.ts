import { type CallOptions, isAirdockError } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { describeFailure } from "../error/describe-failure.ts";
import type { TableTemplates } from "../table/table-name.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Session } from "./session.ts";

/** How long a unit of work waits for the database, and who is told. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds. Default: 30 seconds. */
  readonly patience?: number;
  readonly onWaiting?: ((reason: string) => void) | undefined;
}

/** Runs units of work on a database, each in a session of its own; what the driver throws becomes a CacheError. */
export class CacheSessions {
  readonly dialect: CacheDialect;
  /** How the tables of new streams are named. */
  readonly templates: TableTemplates;

  constructor(dialect: CacheDialect, templates: TableTemplates) {
    this.dialect = dialect;
    this.templates = templates;
  }

  /** Reads; the session refuses to write. */
  async read<Result>(work: (session: Session) => Promise<Result>, options: WaitOptions): Promise<Result> {
    return await this.inSession("read", work, options);
  }

  /** Writes, in one transaction. */
  async write<Result>(work: (transaction: Kysely<unknown>) => Promise<Result>, options: WaitOptions): Promise<Result> {
    return await this.inSession("write", (session) => inTransaction(session, work), options);
  }

  /** Reads row by row, in a session that stays open as long as rows are taken. */
  async *stream<Row>(rows: (session: Session) => AsyncIterable<Row>, options: WaitOptions): AsyncIterable<Row> {
    try {
      const session = await this.#open("read", options);
      try {
        yield* rows(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      throw this.#describe(error, options);
    }
  }

  /** Works in a session, without a transaction. */
  async inSession<Result>(
    access: "read" | "write",
    work: (session: Session) => Promise<Result>,
    options: WaitOptions,
  ): Promise<Result> {
    try {
      const session = await this.#open(access, options);
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      throw this.#describe(error, options);
    }
  }

  async #open(access: "read" | "write", { signal, patience = 30_000, onWaiting }: WaitOptions): Promise<Session> {
    signal?.throwIfAborted();
    return await this.dialect.openSession({ access, patience, signal, onWait: onWaiting });
  }

  #describe(error: unknown, { signal }: WaitOptions): unknown {
    if (isAirdockError(error)) return error;
    return signal?.aborted === true ? signal.reason : describeFailure(error, this.dialect.errorKind(error));
  }
}
