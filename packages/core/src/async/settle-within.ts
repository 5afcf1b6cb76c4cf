/** Waits for a promise, or for so many milliseconds; never rejects. */
export async function settleWithin(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  const { promise: passed, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.allSettled([Promise.race([promise, passed])]);
  clearTimeout(timer);
}
