import { Byte } from "./byte.ts";
import { latin1Text } from "./latin1-text.ts";

/** The latest moment a Date can hold, in milliseconds. */
const maxTime = 8.64e15;

/** Epoch milliseconds that the JSON value in [start, end) says, fractions dropped; NaN for what is no number or in no Date. */
export function parseTime(bytes: Uint8Array, start: number, end: number): number {
  let time = 0;
  for (let index = start; index < end; index++) {
    const digit = (bytes[index] ?? 0) - Byte.zero;
    if (digit < 0 || digit > 9) return parseUnusualTime(latin1Text(bytes, start, end));
    time = time * 10 + digit;
  }
  return time <= maxTime ? time : Number.NaN;
}

function parseUnusualTime(text: string): number {
  const time = /^[-\d]/.test(text) ? Math.floor(Number(text)) : Number.NaN;
  return Math.abs(time) <= maxTime ? time : Number.NaN;
}
