import { constants } from "node:os";

/** The reason a signal aborts a command with. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal === "SIGINT" ? "Ctrl-C" : signal}.`);
    this.name = "Interrupted";
    this.signal = signal;
  }

  /** 128 + the signal's number, as shells have it. */
  get exitStatus(): number {
    return 128 + constants.signals[this.signal];
  }
}

/**
 * Runs a command under a signal: the first SIGINT, SIGTERM or SIGHUP aborts it, so that it can stop at a clean checkpoint;
 * the second one ends the process at once.
 */
export async function runInterruptible<T>(
  process: NodeJS.Process,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    const reason = new Interrupted(name);
    if (controller.signal.aborted) process.exit(reason.exitStatus);
    controller.abort(reason);
  };
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of names) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of names) process.off(name, stop);
  }
}
