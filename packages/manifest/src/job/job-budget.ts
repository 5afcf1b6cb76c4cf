/** How many asynchronous jobs of all streams may run at a time. */
export class JobBudget {
  #free: number;

  constructor(limit: number) {
    this.#free = limit;
  }

  get hasRoom(): boolean {
    return this.#free > 0;
  }

  take(): void {
    this.#free -= 1;
  }

  free(): void {
    this.#free += 1;
  }
}
