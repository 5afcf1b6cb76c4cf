const microsecondsPerDay = 86_400_000_000;

/**
 * A date as `YYYY-MM-DD`, from the days since 1970-01-01. Years after 9999 have more digits, those before 1 are counted as ISO
 * 8601 does (`0000`, `-0043`); the ends of time are `infinity` and `-infinity`. DuckDB reads every one of these back.
 */
export function dateText(days: number): string {
  if (days >= infiniteDays) return "infinity";
  if (days <= -infiniteDays) return "-infinity";
  if (days !== latestDays) {
    latestText = spellDate(days);
    latestDays = days;
  }
  return latestText;
}

/** A timestamp as `YYYY-MM-DDTHH:MM:SS.ffffff`, from the microseconds since 1970-01-01; then `zone`. Years as in `dateText`. */
export function timestampText(microseconds: bigint, zone: "" | "Z"): string {
  if (microseconds === endOfTime) return "infinity";
  if (microseconds === -endOfTime) return "-infinity";
  const { days, rest } = splitDays(microseconds);
  return `${dateText(days)}T${timeText(rest)}${zone}`;
}

/** A timestamp with nine digits after the point, from the nanoseconds since 1970-01-01. */
export function nanosecondsText(nanoseconds: bigint): string {
  if (nanoseconds === endOfTime || nanoseconds === -endOfTime) {
    return timestampText(nanoseconds, "");
  }
  const rest = ((nanoseconds % 1000n) + 1000n) % 1000n;
  return `${timestampText((nanoseconds - rest) / 1000n, "")}${String(rest).padStart(3, "0")}`;
}

/** A time of day as `HH:MM:SS.ffffff`, from the microseconds since midnight. `24:00:00.000000` is one. */
export function timeText(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const fraction = String(microseconds - seconds * 1_000_000).padStart(6, "0");
  return `${clockText(seconds)}.${fraction}`;
}

/** The offset of a zone, from its seconds: `Z` for none (DuckDB reads that in timestamps, not in times), else `+HH:MM`, with `:SS` where it has seconds. */
export function offsetText(seconds: number): string {
  if (seconds === 0) return "Z";
  const text = clockText(Math.abs(seconds));
  return `${seconds < 0 ? "-" : "+"}${text.endsWith(":00") ? text.slice(0, -3) : text}`;
}

const infiniteDays = 2 ** 31 - 1;
const endOfTime = 2n ** 63n - 1n;

// Rows next to each other are often of the same day.
let latestDays = 0;
let latestText = "1970-01-01";

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${twoDigits[hours]}:${twoDigits[minutes - hours * 60]}:${twoDigits[seconds - minutes * 60]}`;
}

/** Doubles are exact up to the year 2255, and faster. */
function splitDays(microseconds: bigint): { readonly days: number; readonly rest: number } {
  const approximate = Number(microseconds);
  if (Number.isSafeInteger(approximate)) {
    const days = Math.floor(approximate / microsecondsPerDay);
    return { days, rest: approximate - days * microsecondsPerDay };
  }
  const perDay = BigInt(microsecondsPerDay);
  const rest = ((microseconds % perDay) + perDay) % perDay;
  return { days: Number((microseconds - rest) / perDay), rest: Number(rest) };
}

/** The proleptic Gregorian calendar, in eras of 400 years (146,097 days) that begin on 1 March, so that the leap day comes last. */
function spellDate(days: number): string {
  const sinceMarch = days + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${twoDigits[month]}-${twoDigits[day]}`;
}
