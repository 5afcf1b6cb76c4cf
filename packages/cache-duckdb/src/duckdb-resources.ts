/** How much of the machine DuckDB takes; what the user does not say follows the number of columns. */
export interface DuckdbResources {
  /** DuckDB's `memory_limit`, such as `256MB`. It does not count all that its readers hold. */
  readonly memoryLimit?: string | undefined;
  /** DuckDB's `threads`. */
  readonly threads?: number | undefined;
}

/**
 * What a database may take, so that memory stays flat: a thread that loads holds rows of all columns at once, so that wide
 * tables get more memory and one thread only. It grows with the widest table so far, with the tables of one transaction, and when
 * DuckDB runs out of memory. A column that was loaded holds memory until it is written to the file, however few its rows are.
 */
export class ResourceLimits {
  readonly #wish: DuckdbResources;
  #widest = 0;
  #reliefs = 0;
  /** The transaction that loads, and the columns it has loaded. */
  #transaction: object | undefined;
  #columns = 0;
  /** The most columns of a transaction so far. */
  #most = 0;
  /** Columns loaded since the file was closed. */
  #held = 0;
  /** DuckDB takes no more statements until the file is closed and opened again. */
  isBroken = false;

  constructor(wish: DuckdbResources) {
    this.#wish = wish;
  }

  /** The limits as they are now. */
  get current(): Required<DuckdbResources> {
    const { megabytes, threads } = enoughFor(this.#widest);
    return {
      memoryLimit: this.#wish.memoryLimit ?? `${(megabytes + extraFor(this.#most)) * 2 ** this.#reliefs}MB`,
      threads: this.#wish.threads ?? threads,
    };
  }

  /** Takes a table of so many columns into account, which a transaction loads; true when the limits have changed by that. */
  widen(columns: number, transaction: object): boolean {
    const before = this.current;
    this.#widest = Math.max(this.#widest, columns);
    this.#columns = (transaction === this.#transaction ? this.#columns : 0) + columns;
    this.#transaction = transaction;
    this.#most = Math.max(this.#most, this.#columns);
    this.#held += columns;
    return before.memoryLimit !== this.current.memoryLimit || before.threads !== this.current.threads;
  }

  /** True, once, when so much was loaded that the file should be closed: that writes it, and frees the memory. */
  takeFull(): boolean {
    if (this.#held < mostHeld) return false;
    this.#held = 0;
    return true;
  }

  /** Doubles the memory after DuckDB ran out of it; false when the user has set it, or doubling has not helped. */
  relieve(): boolean {
    if (this.#wish.memoryLimit !== undefined || this.#reliefs === mostReliefs) return false;
    this.#reliefs += 1;
    return true;
  }
}

/**
 * What loading so many columns takes. Measured: two threads 12 columns in 64 MB, 24 in 96; one thread 50 in 96, 200 in 256, 1,000 in
 * 1 GB. More makes nothing faster, and the process larger.
 */
function enoughFor(columns: number): { readonly megabytes: number; readonly threads: number } {
  if (columns <= 24) return { megabytes: Math.max(64, 32 + 3 * columns), threads: 2 };
  return { megabytes: 48 + Math.ceil(1.25 * columns), threads: 1 };
}

/** Megabytes for the columns of many tables in one transaction. Measured: 3,700 need between 184 and 368 MB. */
function extraFor(columns: number): number {
  return Math.ceil(Math.max(0, columns - mostHeld / 2) / 16);
}

/** Columns that may be loaded before the file is closed. */
const mostHeld = 1000;

/** Times the memory may double. */
const mostReliefs = 5;
