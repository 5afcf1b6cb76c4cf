/** Milliseconds in a day. */
export const DAY: number = 24 * 60 * 60 * 1000;

/** `2024-05-01T10:20:30.456Z` */
export function timestamp(time: number): string {
  return new Date(time).toISOString();
}

/** `2024-05-01T10:20:30`: the wall clock of the shop, without a zone. */
export function localTimestamp(time: number): string {
  return timestamp(time).slice(0, 19);
}

/** `2024-05-01` */
export function date(time: number): string {
  return timestamp(time).slice(0, 10);
}
