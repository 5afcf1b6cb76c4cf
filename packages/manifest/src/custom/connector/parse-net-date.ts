import { PythonError } from "../../python/python-error.ts";

const netDate = /Date\((-?\d+)([-+])?(\d+)?\)/;
const [firstYear, lastYear] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/**
 * The time of a .NET date such as `/Date(1419937200000+0100)/` in ISO form, to the second; undefined where a text holds none. Milliseconds
 * since 1970; the offset is added, and the result written as if it were UTC. A year Python knows no dates of is an error.
 */
export function parseNetDate(text: string): string | undefined {
  const match = netDate.exec(text);
  if (match === null) return undefined;
  const [, milliseconds, sign, offset] = match;
  const time = checkRange(Number(milliseconds), text);
  const shifted = offset === undefined ? time : checkRange(time + readOffset(sign, offset), text);
  return `${new Date(Math.floor(shifted / 1000) * 1000).toISOString().slice(0, 19)}+00:00`;
}

/** Two digits of hours, and the minutes. */
function readOffset(sign: string | undefined, digits: string): number {
  if (digits.length < 3) throw new PythonError("ValueError", `the offset ${digits} of a date has no minutes`);
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (sign === "+" ? minutes : -minutes) * 60_000;
}

function checkRange(time: number, text: string): number {
  if (time >= firstYear && time <= lastYear) return time;
  throw new PythonError("ValueError", `year is out of range: ${text}`);
}
