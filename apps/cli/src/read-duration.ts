import { AirdockError, parseDuration } from "@airdock/core";

/**
 * Milliseconds of a flag's duration: `90s`, `15m`, `2h`; a number alone is seconds. Throws USAGE, which names the flag, also below
 * `minimum`, in milliseconds.
 */
export function readDuration(flag: string, text: string | undefined, minimum: number = 0): number | undefined {
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration !== undefined && duration >= minimum) return duration;
  throw new AirdockError(`${flag} ${text} is not a duration.`, {
    code: "USAGE",
    hint: `Write seconds, minutes or hours: ${flag} 90s, 15m, 2h.`,
  });
}
