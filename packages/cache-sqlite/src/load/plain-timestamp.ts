import { startsWithPlainDate, twoDigits } from "./plain-date.ts";

/** A timestamp in UTC as most are written, `2024-02-15T10:30:00.123Z`, with six digits; undefined for all other texts. */
export function plainTimestamp(text: string): string | undefined {
  const isWritten =
    text.length >= 20 &&
    text.length <= 27 &&
    text.charCodeAt(10) === letterT &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text.charCodeAt(text.length - 1) === letterZ;
  if (!isWritten || !startsWithPlainDate(text)) return undefined;
  const isClock = twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 59;
  if (!isClock) return undefined;
  if (text.length === 20) return `${text.slice(0, 19)}.000000Z`;
  return isPlainFraction(text) ? `${text.slice(0, -1)}${zeros.slice(text.length - 21)}Z` : undefined;
}

/** A point and at least one digit, up to the Z. */
function isPlainFraction(text: string): boolean {
  if (text.length < 22 || text.charCodeAt(19) !== point) return false;
  for (let at = 20; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code < zero || code > zero + 9) return false;
  }
  return true;
}

const zeros = "000000";
const letterT = 0x54;
const letterZ = 0x5a;
const colon = 0x3a;
const point = 0x2e;
const zero = 0x30;
