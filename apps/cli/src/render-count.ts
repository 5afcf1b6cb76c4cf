/** A count with thousands separated: `1,204,000`. */
export function renderCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** How many of a thing there are: `1 row`, `2,000 rows`. */
export function countThings(count: number, thing: string): string {
  return `${renderCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** Bytes for people: `1.2 MB`. */
export function renderBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit += 1) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** A duration for people: `0.4 s`, `2 min 5 s`. */
export function renderSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
