import type { Pool, PoolClient, PoolConfig } from "pg";

/** One way to connect: a host, encrypted or not. */
export interface ConnectAttempt {
  /** The number of the host: the attempts of one host follow each other. */
  readonly place: number;
  readonly config: PoolConfig;
}

/** Where connections come from: the `Pool` of `pg` is one. */
export type ClientPool = Pick<Pool, "connect" | "end" | "options">;

/** Which servers are wanted, by libpq's `target_session_attrs`: SQL that is true there. */
export const serverKinds = {
  any: undefined,
  "read-write":
    "not pg_catalog.pg_is_in_recovery() and pg_catalog.current_setting('default_transaction_read_only') = 'off'",
  "read-only": "pg_catalog.pg_is_in_recovery() or pg_catalog.current_setting('default_transaction_read_only') = 'on'",
  primary: "not pg_catalog.pg_is_in_recovery()",
  standby: "pg_catalog.pg_is_in_recovery()",
  "prefer-standby": "pg_catalog.pg_is_in_recovery()",
} as const;

/** See `serverKinds`. */
export type ServerKind = keyof typeof serverKinds;

/**
 * A pool for each way to connect, of which the first one that works is used from then on. As libpq: another host where one does not
 * answer or is not of the wanted kind; the same host with or without encryption where that does not come about or is refused.
 */
export class FallbackPool implements ClientPool {
  readonly #attempts: readonly ConnectAttempt[];
  readonly #kind: ServerKind;
  readonly #open: (config: PoolConfig) => Pool;
  readonly #pools = new Map<ConnectAttempt, Pool>();
  #working: ConnectAttempt | undefined;

  constructor(attempts: readonly ConnectAttempt[], kind: ServerKind, open: (config: PoolConfig) => Pool) {
    this.#attempts = attempts;
    this.#kind = kind;
    this.#open = open;
  }

  /** Of the way that works. */
  get options(): Pool["options"] {
    const [first] = this.#attempts;
    return this.#poolOf(this.#working ?? first ?? { place: 0, config: {} }).options;
  }

  readonly connect = (async (): Promise<PoolClient> => {
    const working = this.#working;
    if (working !== undefined) {
      try {
        return await this.#connectTo(working, serverKinds[this.#kind]);
      } catch (error) {
        if (this.#attempts.length === 1 || isPoolExhausted(error)) throw error;
        if (this.#working === working) this.#working = undefined;
      }
    }
    const wanted = serverKinds[this.#kind];
    try {
      return await this.#connectToFirst(wanted);
    } catch (error) {
      if (this.#kind === "prefer-standby" && error instanceof WrongServer) return await this.#connectToFirst(undefined);
      throw error;
    }
  }) as Pool["connect"];

  readonly end = (async (): Promise<void> => {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }) as Pool["end"];

  async #connectToFirst(wanted: string | undefined): Promise<PoolClient> {
    const errors: unknown[] = [];
    for (let index = 0; index >= 0;) {
      const attempt = this.#attempts[index];
      if (attempt === undefined) break;
      try {
        const client = await this.#connectTo(attempt, wanted);
        this.#working = attempt;
        return client;
      } catch (error) {
        errors.push(error);
        index = nextAttempt(this.#attempts, index, error);
      }
    }
    throw tellingError(errors);
  }

  async #connectTo(attempt: ConnectAttempt, wanted: string | undefined): Promise<PoolClient> {
    const client = await this.#poolOf(attempt).connect();
    if (wanted === undefined) return client;
    try {
      const { rows } = await client.query<{ fits: boolean }>(`select ${wanted} as fits`);
      if (rows[0]?.fits === true) return client;
      throw new WrongServer(this.#kind);
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  #poolOf(attempt: ConnectAttempt): Pool {
    const known = this.#pools.get(attempt);
    if (known !== undefined) return known;
    const pool = this.#open(attempt.config);
    this.#pools.set(attempt, pool);
    return pool;
  }
}

/** The server is not of the kind that `target_session_attrs` asks for. */
class WrongServer extends Error {
  constructor(kind: ServerKind) {
    super(`The server is not what target_session_attrs asks for: ${kind}.`);
  }
}

type Failure = Error & { readonly code?: string; readonly syscall?: string };

/** All connections are in use, of a pool whose server answers. */
function isPoolExhausted(error: unknown): boolean {
  return (error as Failure).message === "timeout exceeded when trying to connect";
}

/** The way to try after one that failed; -1: there is none that could be better. */
function nextAttempt(attempts: readonly ConnectAttempt[], index: number, cause: unknown): number {
  const { code = "", syscall, message } = cause as Failure;
  const place = attempts[index]?.place;
  const isDown = syscall === "connect" || syscall === "getaddrinfo" || /timeout|timed out/i.test(message);
  if (!isDown && !(cause instanceof WrongServer) && attempts[index + 1]?.place === place) return index + 1;
  const mayPass = isDown || cause instanceof WrongServer || code === "57P03";
  return mayPass ? attempts.findIndex((attempt, at) => at > index && attempt.place !== place) : -1;
}

/** The server has answered by an error of its own. */
function isAnswer(code: string): boolean {
  return /^(?!E[A-Z])[0-9A-Z]{5}$/.test(code);
}

/** The error that says most: what a server answered, and that it refuses a host only if it says nothing else. */
function tellingError(errors: readonly unknown[]): unknown {
  const codeOf = (error: unknown): string => (error as Failure).code ?? "";
  const answers = errors.filter((error) => isAnswer(codeOf(error)));
  return answers.find((error) => codeOf(error) !== "28000") ?? answers[0] ?? errors.at(-1);
}
