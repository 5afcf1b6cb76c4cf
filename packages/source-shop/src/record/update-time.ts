const OPENING = Date.UTC(2023, 0, 1, 8);
const PACE = 90 * 24 * 60 * 60 * 1000;

/**
 * When record `index` (from 0) of a stream was last updated, in epoch milliseconds. The shop grows exponentially,
 * so the time is the logarithm of the index: it rises strictly, does not depend on how many records there are,
 * and five million records still end in the past. `early` is how many records came in the first weeks.
 */
export function updateTime(index: number, early: number): number {
  return Math.floor(OPENING + PACE * Math.log1p(index / early));
}

/** The number of records updated before a time: the index of the first one at or after it. */
export function countBefore(time: number, early: number): number {
  if (time <= OPENING) return 0;
  let index = Math.max(0, Math.floor(early * Math.expm1((time - OPENING) / PACE)) - 2);
  if (index > 2 ** 40) return 2 ** 40;
  while (updateTime(index, early) < time) index++;
  return index;
}
