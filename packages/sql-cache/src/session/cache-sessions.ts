import { type CallOptions, isAirdockError } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { describeFailure } from "../error/describe-failure.ts";
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

  constructor(dialect: CacheDialect) {
    this.dialect = dialect;
  }

  /** Reads; the session refuses to write. */
  async read<Result>(work: (session: Session) => Promise<Result>, options: WaitOptions): Promise<Result> {
    return await this.#inSession("read", work, options);
  }

  /** Writes, in one transaction. */
  async write<Result>(work: (transaction: Kysely<unknown>) => Promise<Result>, options: WaitOptions): Promise<Result> {
    return await this.#inSession("write", (session) => session.kysely.transaction().execute(work), options);
  }

  async #inSession<Result>(
    access: "read" | "write",
    work: (session: Session) => Promise<Result>,
    { signal, patience = 30_000, onWaiting }: WaitOptions,
  ): Promise<Result> {
    signal?.throwIfAborted();
    try {
      const session = await this.dialect.openSession({ access, patience, signal, onWait: onWaiting });
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      if (isAirdockError(error) || (signal?.aborted === true && error === signal.reason)) {
        throw error;
      }
      throw describeFailure(error, this.dialect.errorKind(error));
    }
  }
}
