import type { CallOptions, Dataset, DatasetKey } from "../dataset/dataset.ts";
import { AirdockError } from "../error/airdock-error.ts";
import type { Cache, CacheRun, OpenOptions, RunStart } from "./cache.ts";
import type { CacheSupports } from "./cache-supports.ts";
import { guardCall, misuse } from "./guard-call.ts";
import { createGuardedDataset } from "./guarded-dataset.ts";
import { GuardedRun } from "./guarded-run.ts";
import type { StoredConnection, StoredRun, StoredState } from "./stored.ts";

const guards = new WeakMap<Cache, GuardedCache>();

/**
 * Puts the guard around a cache that every cache gets: it is opened when first needed, and again after a failure; calls
 * come in the order of the contract, with checked arguments, and not after an abort or `close`; errors are ours. So an
 * implementation can be dumb. The same cache has one guard.
 */
export function guardCache(cache: Cache): Cache {
  if (cache instanceof GuardedCache) return cache;
  const guard = guards.get(cache) ?? new GuardedCache(cache);
  guards.set(cache, guard);
  return guard;
}

type Access = "read" | "write";

class GuardedCache implements Cache {
  readonly contract = 1;
  readonly name: string;
  readonly supports: CacheSupports;
  readonly query?: NonNullable<Cache["query"]>;
  readonly remarks?: NonNullable<Cache["remarks"]>;
  readonly preview?: NonNullable<Cache["preview"]>;
  readonly #inner: Cache;
  #access: Access | undefined;
  #opening: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(inner: Cache) {
    this.#inner = inner;
    this.name = inner.name;
    this.supports = inner.supports;
    const remarks = inner.remarks?.bind(inner);
    if (remarks !== undefined) this.remarks = remarks;
    const preview = inner.preview?.bind(inner);
    // It opens what it needs: there may be no database yet.
    if (preview !== undefined)
      this.preview = (connection, plans, options) => {
        this.#checkOpen();
        return guardCall(this.name, options, () => preview(connection, plans, options));
      };
    const query = inner.query?.bind(inner);
    if (query === undefined) return;
    this.query = (sql, options) => this.#call(options?.write ? "write" : "read", options, () => query(sql, options));
  }

  async open({ access = "write", ...options }: OpenOptions = {}): Promise<void> {
    this.#checkOpen();
    this.#checkContract();
    const opening = this.#opening.then(() => this.#openInner(access, options));
    this.#opening = opening.catch(() => undefined);
    await opening;
  }

  async startRun(run: RunStart, options?: CallOptions): Promise<CacheRun> {
    if (run.connection.trim() === "") throw new AirdockError("A connection needs a name.", { code: "NAME_INVALID" });
    const inner = await this.#call("write", options, () => this.#inner.startRun(run, options));
    return new GuardedRun(inner, this.name, () => this.#checkOpen());
  }

  connections(options?: CallOptions): Promise<readonly StoredConnection[]> {
    return this.#call("read", options, () => this.#inner.connections(options));
  }

  states(connection: string, options?: CallOptions): Promise<readonly StoredState[]> {
    return this.#call("read", options, () => this.#inner.states(connection, options));
  }

  runs(
    options?: CallOptions & { readonly connection?: string; readonly limit?: number },
  ): Promise<readonly StoredRun[]> {
    return this.#call("read", options, () => this.#inner.runs(options));
  }

  dataset(key: DatasetKey): Dataset {
    return createGuardedDataset(this.name, this.#inner.dataset(key), (options) => this.#ensureOpen("read", options));
  }

  async close(): Promise<void> {
    this.#closing ??= this.#opening.then(() => guardCall(this.name, undefined, () => this.#inner.close()));
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #call<Result>(access: Access, options: CallOptions | undefined, call: () => Promise<Result>): Promise<Result> {
    await this.#ensureOpen(access, options);
    return await guardCall(this.name, options, call);
  }

  async #ensureOpen(access: Access, options?: CallOptions): Promise<void> {
    await this.open({ access, signal: options?.signal });
  }

  async #openInner(access: Access, options: OpenOptions): Promise<void> {
    if (this.#access === "write" || this.#access === access) return;
    await guardCall(this.name, options, () => this.#inner.open({ ...options, access }));
    this.#access = access;
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw misuse(`The cache ${this.name} is closed.`);
  }

  #checkContract(): void {
    const contract: number = this.#inner.contract;
    if (contract === 1) return;
    throw new AirdockError(`The cache ${this.name} was made for contract ${contract}; this version knows contract 1.`, {
      code: "CACHE_CONTRACT_UNSUPPORTED",
      hint: "Install versions of @airdock/core and of the cache package that go together.",
    });
  }
}
