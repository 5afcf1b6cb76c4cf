import { isAirdockError } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { describeFailure } from "../error/describe-failure.ts";
import type { TableTemplates } from "../table/table-name.ts";
import { inTransaction } from "./in-transaction.ts";
import { retryWrite } from "./retry-write.ts";
import type { LockedSession } from "./locked-session.ts";
import type { Session, SessionRequest } from "./session.ts";
import type { WaitOptions } from "./wait-options.ts";

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

  /** Writes, in one transaction, which is tried again where that may help: `work` may run more than once. */
  async write<Result>(work: (transaction: Kysely<unknown>) => Promise<Result>, options: WaitOptions): Promise<Result> {
    const attempt = {
      mayBeIn: false,
      run: async () => {
        attempt.mayBeIn = false;
        const onCommit = (): void => void (attempt.mayBeIn = true);
        return await this.inSession("write", (session) => inTransaction(session, work, onCommit), options);
      },
    };
    return await retryWrite(attempt, options);
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

  /** Works in a session for a user's SQL that may only read. */
  async inLockedSession<Result>(
    work: (session: LockedSession) => Promise<Result>,
    { allowFiles, ...options }: WaitOptions & { readonly allowFiles: boolean },
  ): Promise<Result> {
    return await this.#work(
      () => this.dialect.openLockedSession({ ...withPatience(options), allowFiles }),
      work,
      options,
    );
  }

  /** Works in a session, without a transaction. */
  async inSession<Result>(
    access: "read" | "write",
    work: (session: Session) => Promise<Result>,
    options: WaitOptions,
  ): Promise<Result> {
    return await this.#work(() => this.#open(access, options), work, options);
  }

  async #work<Opened extends { close(): Promise<void> }, Result>(
    open: () => Promise<Opened>,
    work: (session: Opened) => Promise<Result>,
    options: WaitOptions,
  ): Promise<Result> {
    try {
      options.signal?.throwIfAborted();
      const session = await open();
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      throw this.#describe(error, options);
    }
  }

  async #open(access: "read" | "write", options: WaitOptions): Promise<Session> {
    options.signal?.throwIfAborted();
    return await this.dialect.openSession({ access, ...withPatience(options) });
  }

  #describe(error: unknown, { signal }: WaitOptions): unknown {
    if (isAirdockError(error)) return error;
    return signal?.aborted === true ? signal.reason : describeFailure(error, this.dialect);
  }
}

function withPatience({ signal, patience = 600_000, onWaiting }: WaitOptions): Omit<SessionRequest, "access"> {
  return { patience, signal, onWait: onWaiting };
}
