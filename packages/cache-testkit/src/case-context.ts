import type { BeginPlan, Cache, CacheRun, CacheSupports, FinalizeReport, RunStart, StreamPlan } from "@airdock/core";
import { guardCache } from "@airdock/core";
import type { CacheModule } from "./cache-module.ts";
import { CacheProcess } from "./process/cache-process.ts";
import type { ProcessScript } from "./process/process-script.ts";
import type { TestRecord } from "./record/test-record.ts";
import { runStart } from "./run-start.ts";
import { type TestPart, TestRun } from "./test-run.ts";

/** The cache module, and where one case may use it. */
export interface CasePlace {
  readonly module: CacheModule;
  readonly moduleUrl: string;
  readonly supports: CacheSupports;
  /** An empty folder of the case's own. */
  readonly folder: string;
}

/** What a whole run of one stream takes; see `CaseContext.load`. */
export interface LoadOptions extends Pick<TestPart, "states" | "forget"> {
  readonly start?: Partial<RunStart>;
  readonly begin?: Partial<BeginPlan>;
}

/** What a case has at hand: a fresh cache, short ways through a run, and the end of everything it opened. */
export class CaseContext implements AsyncDisposable {
  readonly module: CacheModule;
  readonly moduleUrl: string;
  readonly supports: CacheSupports;
  readonly folder: string;
  readonly #opened = new AsyncDisposableStack();
  #cache: Cache | undefined;

  constructor({ module, moduleUrl, supports, folder }: CasePlace) {
    this.module = module;
    this.moduleUrl = moduleUrl;
    this.supports = supports;
    this.folder = folder;
  }

  /** A cache over the case's folder, or another one; not opened, guarded as in a sync, closed at the end. */
  async createCache(folder: string = this.folder): Promise<Cache> {
    const cache = guardCache(await this.module.createCache(folder));
    this.#opened.use(cache);
    return cache;
  }

  /** The case's own cache, open for writing; always the same object. */
  async open(): Promise<Cache> {
    if (this.#cache !== undefined) return this.#cache;
    this.#cache = await this.createCache();
    await this.#cache.open();
    return this.#cache;
  }

  /** Closes the case's own cache and opens the same database as a new object. */
  async reopen(): Promise<Cache> {
    await this.#cache?.close();
    this.#cache = undefined;
    return await this.open();
  }

  /** Starts a run of connection `shop`, or as said. */
  async startRun(start: Partial<RunStart> = {}): Promise<CacheRun> {
    const cache = await this.open();
    return await cache.startRun(await runStart(start));
  }

  /** Starts a run and begins it with these streams. */
  async begin(plans: readonly StreamPlan[], { start, begin }: LoadOptions = {}): Promise<TestRun> {
    return await TestRun.begin(await this.startRun(start), plans, begin);
  }

  /** A whole run of one stream that succeeds: its records in one batch, finalized with the states, finished. */
  async load(plan: StreamPlan, records: readonly TestRecord[], options: LoadOptions = {}): Promise<FinalizeReport> {
    const run = await this.begin([plan], options);
    if (records.length > 0) await run.stage(plan, records);
    const { states = [], forget = [] } = options;
    const report = await run.finalize({ complete: true, states, forget });
    await run.finish();
    return report;
  }

  /** Runs a script in another process, on the same database; it is killed at the end if it still runs. */
  startProcess(script: ProcessScript, input: unknown = {}): CacheProcess {
    const { moduleUrl, folder } = this;
    return this.#opened.use(new CacheProcess({ moduleUrl, folder, script, input }));
  }

  /** Closes what was opened, the last first. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
  }
}
