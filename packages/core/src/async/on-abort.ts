/** Calls back once when the signal is aborted, at once when it is already; until disposed. */
export function onAbort(signal: AbortSignal, callback: (reason: unknown) => void): Disposable {
  const listener = (): void => callback(signal.reason);
  if (signal.aborted) listener();
  else signal.addEventListener("abort", listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener("abort", listener) };
}
