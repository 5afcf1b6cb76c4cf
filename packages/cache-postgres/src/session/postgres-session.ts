import { PostgresDialect, PostgresDriver, type PostgresDialectConfig } from "kysely";
import type { PoolClient, QueryResult } from "pg";
import { TypedCursor } from "../kysely/typed-cursor.ts";
import { type LentClient, typedPool } from "../kysely/typed-pool.ts";
import { beginStatement, type Purpose } from "./begin-statement.ts";
import { cancelStatement } from "./cancel-statement.ts";
import { isStandby, standbyError } from "./standby-error.ts";
import type { ClientPool } from "./fallback-pool.ts";

/** A connection for one unit of work: its transactions, and how they are given up. */
export class PostgresSession {
  readonly client: PoolClient;
  readonly #pool: ClientPool;
  readonly #signal: AbortSignal | undefined;
  #pid: number | undefined;
  #reading: Promise<void> | undefined;
  #cancelling: Promise<void> | undefined;
  #isLost = false;

  constructor(client: PoolClient, pool: ClientPool, signal: AbortSignal | undefined) {
    this.client = client;
    this.#pool = pool;
    this.#signal = signal;
    client.on("error", this.#ignore);
    signal?.addEventListener("abort", this.#cancel, { once: true });
  }

  /** Kysely's dialect on this connection. A reader's statements are in one transaction, which ends with the session. */
  dialect(access: "read" | "write"): PostgresDialect {
    const connect = async (): Promise<LentClient> => {
      if (access === "read") await (this.#reading ??= this.begin("read"));
      return { client: this.client, release: this.#giveBack };
    };
    const pool = typedPool(this.#pool, { connect, end: async () => {} });
    return new SessionDialect({ pool, cursor: TypedCursor }, () => this.begin("write"));
  }

  /** Begins a transaction. */
  async begin(purpose: Purpose): Promise<void> {
    const begun = this.client.query(beginStatement(purpose)).catch((error: unknown) => {
      // A connection that cannot begin goes: the next one may lead to another server.
      this.#isLost = true;
      throw isStandby(error) ? standbyError(error) : error;
    });
    const results = (await begun) as unknown as readonly QueryResult<{ pid: number }>[];
    this.#pid = results.at(-1)?.rows[0]?.pid;
  }

  /** Ends a transaction without effect. */
  async rollback(): Promise<void> {
    this.#pid = undefined;
    await this.client.query("rollback").catch(() => (this.#isLost = true));
  }

  /** Gives the connection up at the end, with whatever a statement has left in it beyond its transaction. */
  giveUp(): void {
    this.#isLost = true;
  }

  /** Gives the connection back, in no transaction. */
  async close(): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#cancel);
    // Who cancels later would meet whoever has the connection then.
    await this.#cancelling;
    if (this.#reading !== undefined) await this.rollback();
    this.client.off("error", this.#ignore);
    this.client.release(this.#isLost);
  }

  readonly #ignore = (): void => {};

  readonly #giveBack = (isLost: boolean = false): void => {
    this.#isLost ||= isLost;
  };

  readonly #cancel = (): void => {
    if (this.#pid !== undefined) this.#cancelling = cancelStatement(this.client, this.#pid);
  };
}

/** Kysely's own dialect, whose transactions begin as `begin` does it. */
class SessionDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #begin: () => Promise<void>;

  constructor(config: PostgresDialectConfig, begin: () => Promise<void>) {
    super(config);
    this.#config = config;
    this.#begin = begin;
  }

  override createDriver(): PostgresDriver {
    return new SessionDriver(this.#config, this.#begin);
  }
}

class SessionDriver extends PostgresDriver {
  readonly #begin: () => Promise<void>;

  constructor(config: PostgresDialectConfig, begin: () => Promise<void>) {
    super(config);
    this.#begin = begin;
  }

  override async beginTransaction(): Promise<void> {
    await this.#begin();
  }
}
