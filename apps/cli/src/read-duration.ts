import { AirdockError } from "@airdock/core";

/**
 * Milliseconds of a flag's duration: `90s`, `15m`, `2h`; a number alone is seconds. Throws USAGE, which names the flag, also below
 * `minimum`, in milliseconds.
 */
export function readDuration(flag: string, text: string | undefined, minimum: number = 0): number | undefined {
  if (text === undefined) return undefined;
  const [whole, count = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const duration = Number(count) * (units[unit] ?? 0);
  if (whole !== undefined && duration >= minimum) return duration;
  throw new AirdockError(`${flag} ${text} is not a duration.`, {
    code: "USAGE",
    hint: `Write seconds, minutes or hours: ${flag} 90s, 15m, 2h.`,
  });
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
