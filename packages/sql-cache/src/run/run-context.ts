import type { CallOptions, RunStart } from "@airdock/core";
import type { Kysely } from "kysely";
import type { CacheDialect } from "../cache-dialect.ts";
import { holdLease, releaseLease } from "../lease/hold-lease.ts";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import type { CacheSessions } from "../session/cache-sessions.ts";
import type { WaitOptions } from "../session/wait-options.ts";
import type { RunIdentity, WriteStaging } from "../stage/stream-stage.ts";
import type { TableTemplates } from "../table/table-name.ts";

/** For which connection a run writes, and who is told that it waits. */
export type RunOwner = Pick<RunStart, "connection" | "connector" | "configHash" | "onWaiting">;

/** What the parts of a run share: the database, the connection, and the one way to write. */
export class RunContext {
  readonly sessions: CacheSessions;
  readonly dialect: CacheDialect;
  readonly start: RunOwner;
  readonly connection: string;
  readonly run: RunIdentity;
  readonly templates: TableTemplates;
  readonly #patience: WaitOptions;
  #writing = 0;

  /** Writes what nobody reads but this run: without the lease. */
  readonly writeStaging: WriteStaging = async (work, options = {}) => {
    await this.sessions.write(work, { ...options, ...this.#patience });
  };

  constructor(sessions: CacheSessions, start: RunOwner, run: RunIdentity) {
    this.sessions = sessions;
    this.start = start;
    this.dialect = sessions.dialect;
    this.templates = sessions.templates;
    this.connection = start.connection;
    this.run = run;
    this.#patience = { patience: 600_000, onWaiting: start.onWaiting };
  }

  /** A transaction of this run is open: its lock is a sign of life. */
  get isWriting(): boolean {
    return this.#writing > 0;
  }

  /** Writes in one transaction, which first checks the lease and at last renews it. Waits 10 minutes for the database. */
  async write<Result>(
    work: (unit: WriteUnit) => Promise<Result>,
    options: Pick<WaitOptions, "signal" | "repeatable"> = {},
  ): Promise<Result> {
    return await this.#write(work, holdLease, options);
  }

  /** Writes a last time, and gives the lease back. */
  async writeAndRelease(work: (unit: WriteUnit) => Promise<void>, options: CallOptions = {}): Promise<void> {
    await this.#write(work, releaseLease, options);
  }

  async #write<Result>(
    work: (unit: WriteUnit) => Promise<Result>,
    settleLease: typeof holdLease,
    options: Pick<WaitOptions, "signal" | "repeatable">,
  ): Promise<Result> {
    this.#writing += 1;
    try {
      return await this.sessions.write(
        async (transaction) => {
          const ledger = openLedger(transaction, this.dialect);
          await holdLease(ledger, this.dialect, this.connection, this.run);
          const result = await work({ transaction, ledger });
          await settleLease(ledger, this.dialect, this.connection, this.run);
          return result;
        },
        { ...options, ...this.#patience },
      );
    } finally {
      this.#writing -= 1;
    }
  }
}

/** One transaction, for tables and for the bookkeeping. */
export interface WriteUnit {
  readonly transaction: Kysely<unknown>;
  readonly ledger: Ledger;
}
