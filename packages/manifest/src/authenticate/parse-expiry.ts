import { parseLenientDate } from "../python/parse-lenient-date.ts";

/** The time a text or number gives, in epoch milliseconds: epoch seconds, a date, or a date and time (UTC where no zone is named). */
export function parseExpiry(text: string): number {
  return parseLenientDate(text).timestamp() * 1000;
}

/** The time as Airbyte's configs keep it: `2024-03-01T13:34:56+00:00`, with microseconds unless they are zero. */
export function writeExpiry(time: number): string {
  const text = new Date(time).toISOString();
  const milliseconds = text.slice(20, 23);
  return `${text.slice(0, 19)}${milliseconds === "000" ? "" : `.${milliseconds}000`}+00:00`;
}
