/** How much of the machine DuckDB takes; what the user does not say follows the number of columns. */
export interface DuckdbResources {
  /** DuckDB's `memory_limit`, such as `256MB`. It does not count all that its readers hold. */
  readonly memoryLimit?: string | undefined;
  /** DuckDB's `threads`. */
  readonly threads?: number | undefined;
}

/**
 * What a database may take, so that memory stays flat: a thread that loads holds rows of all columns at once, so that wide
 * tables get more memory and one thread only. It grows with the widest table so far, and when DuckDB runs out of memory.
 */
export class ResourceLimits {
  readonly #wish: DuckdbResources;
  #widest = 0;
  #reliefs = 0;

  constructor(wish: DuckdbResources) {
    this.#wish = wish;
  }

  /** The limits as they are now. */
  get current(): Required<DuckdbResources> {
    const megabytes = Math.max(128, 64 + Math.ceil(this.#widest * 1.25)) * 2 ** this.#reliefs;
    return {
      memoryLimit: this.#wish.memoryLimit ?? `${megabytes}MB`,
      threads: this.#wish.threads ?? (this.#widest > narrow ? 1 : 2),
    };
  }

  /** Takes a table of so many columns into account; true when the limits have changed by that. */
  widen(columns: number): boolean {
    const before = this.current;
    this.#widest = Math.max(this.#widest, columns);
    return before.memoryLimit !== this.current.memoryLimit || before.threads !== this.current.threads;
  }

  /** Doubles the memory after DuckDB ran out of it; false when the user has set it, or doubling has not helped. */
  relieve(): boolean {
    if (this.#wish.memoryLimit !== undefined || this.#reliefs === mostReliefs) return false;
    this.#reliefs += 1;
    return true;
  }
}

/**
 * Columns that two threads can load in 128 MB: each holds half a megabyte a column. One thread has loaded 50 columns in 96 MB, 200
 * in 256 MB, 1,000 in 1 GB.
 */
const narrow = 24;

const mostReliefs = 4;
