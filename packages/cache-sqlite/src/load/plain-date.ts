/** A date as most are written, `2024-02-15`, as it is; undefined for all other texts, and for days that not every month has. */
export function plainDate(text: string): string | undefined {
  return text.length === 10 && startsWithPlainDate(text) ? text : undefined;
}

/** True where the first ten characters are a date in a year from 1 on, with a day from 1 to 28. */
export function startsWithPlainDate(text: string): boolean {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

/** The number of two digits; NaN where there are other characters. */
export function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - zero, text.charCodeAt(at + 1) - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const hyphen = 0x2d;
const zero = 0x30;
