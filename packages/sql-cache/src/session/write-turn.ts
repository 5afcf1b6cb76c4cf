/** Who waits for whom, by database. */
const tails = new Map<unknown, Promise<void>>();

/**
 * Waits until no other writer of this process is at work on a database, and gives the turn: call the answer when done. Rejects
 * when the signal aborts first.
 */
export async function takeWriteTurn(database: unknown, signal: AbortSignal | undefined): Promise<() => void> {
  const before = tails.get(database) ?? Promise.resolve();
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const tail = before.then(() => done);
  tails.set(database, tail);
  void tail.then(() => {
    if (tails.get(database) === tail) tails.delete(database);
  });
  try {
    await waitFor(before, signal);
  } catch (error) {
    finish();
    throw error;
  }
  return finish;
}

async function waitFor(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return await turn;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([turn, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
