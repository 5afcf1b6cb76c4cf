import { countThings } from "./render-count.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An age in its largest unit: `3 hours`, `12 days`; below a minute: `moments`. */
export function renderAge(milliseconds: number): string {
  if (milliseconds < minute) return "moments";
  if (milliseconds < hour) return countThings(Math.floor(milliseconds / minute), "minute");
  if (milliseconds < 2 * day) return countThings(Math.floor(milliseconds / hour), "hour");
  return countThings(Math.floor(milliseconds / day), "day");
}
