/**
 * The items of `source` until `signal` is aborted: then the signal's reason is thrown, also while an item is waited for.
 * A source that is left early is told to end, and waited for, unless the signal was aborted.
 */
export async function* untilAborted<Item>(
  source: AsyncIterable<Item>,
  signal?: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  signal?.throwIfAborted();
  if (signal === undefined) return yield* source;
  const iterator = source[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const result = await nextOrAbort(iterator, signal);
      isOver = result.done === true;
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    const closing = isOver ? undefined : iterator.return?.();
    if (signal.aborted) closing?.catch(() => undefined);
    else await closing;
  }
}

/** Listens anew for each item: a promise that outlives them would gather one reaction for each. */
function nextOrAbort<Item>(iterator: AsyncIterator<Item>, signal: AbortSignal): Promise<IteratorResult<Item>> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}
