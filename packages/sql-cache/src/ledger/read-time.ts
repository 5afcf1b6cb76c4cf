/** A time of the bookkeeping, as any driver returns it: a Date, or ISO text, which is in UTC when it names no zone. */
export function readTime(value: unknown): Date {
  if (value instanceof Date) return value;
  const text = String(value).replace(" ", "T");
  return new Date(/(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text) ? text.replace(/([+-]\d\d)$/, "$1:00") : `${text}Z`);
}
