import type { JsonValue, RowValue } from "@airdock/core";
import type { ExpectedValue } from "../expected-value.ts";
import type { TypeName } from "../record/test-stream.ts";

/** How many values of a type are made. */
const howMany = 300;

/** Values of a type that a column keeps as they are, made at random; the same ones every time. */
export function generateValues(type: TypeName): readonly ExpectedValue[] {
  const random = createRandom();
  return Array.from({ length: howMany }, () => generators[type](random));
}

/** A whole number from 0 to `below - 1`. */
type Random = (below: number) => number;

const generators: Readonly<Record<TypeName, (random: Random) => ExpectedValue>> = {
  string: (random) => sameValue(randomText(random)),
  integer: (random) => {
    const integer = BigInt.asIntN(1 + random(64), (BigInt(random(2 ** 32)) << 32n) + BigInt(random(2 ** 32)));
    return [String(integer), Number.isSafeInteger(Number(integer)) ? Number(integer) : integer];
  },
  number: (random) => sameValue((random(2 ** 31) - 2 ** 30) * 10 ** (random(30) - 15)),
  boolean: (random) => sameValue(random(2) === 1),
  date: (random) => sameValue(randomTime(random).toISOString().slice(0, 10)),
  timestamp_with_timezone: (random) => {
    const [time, micros, minutes] = [randomTime(random), random(1000), random(2 * 14 * 60) - 14 * 60];
    const local = new Date(time.getTime() + minutes * 60_000).toISOString().slice(0, -1);
    return [
      JSON.stringify(`${local}${pad(micros, 3)}${offsetText(minutes)}`),
      `${time.toISOString().slice(0, -1)}${pad(micros, 3)}Z`,
    ];
  },
  timestamp_without_timezone: (random) =>
    sameValue(`${randomTime(random).toISOString().slice(0, -1)}${pad(random(1000), 3)}`),
  time_with_timezone: (random) => {
    const [time, minutes] = [
      `${randomTime(random).toISOString().slice(11, -1)}${pad(random(1000), 3)}`,
      random(2 * 14 * 60) - 14 * 60,
    ];
    return [JSON.stringify(time + offsetText(minutes)), time + (minutes === 0 ? "Z" : offsetText(minutes))];
  },
  time_without_timezone: (random) =>
    sameValue(`${randomTime(random).toISOString().slice(11, -1)}${pad(random(1000), 3)}`),
  object: (random) =>
    sameValue(Object.fromEntries(Array.from({ length: random(4) }, () => [randomText(random), randomJson(random, 3)]))),
  array: (random) => sameValue(Array.from({ length: random(4) }, () => randomJson(random, 3))),
  union: (random) => sameValue(randomJson(random, 0) ?? "nothing"),
};

function sameValue(value: JsonValue): ExpectedValue {
  return [JSON.stringify(value), value as RowValue];
}

function randomJson(random: Random, depth: number): JsonValue {
  const kind = random(depth > 0 ? 7 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random(2) === 1;
  if (kind === 2) return random(2 ** 31) - 2 ** 30;
  if (kind === 3) return (random(2 ** 31) - 2 ** 30) / 1024;
  if (kind === 4) return randomText(random);
  if (kind === 5) return Array.from({ length: random(3) }, () => randomJson(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: random(3) }, () => [randomText(random), randomJson(random, depth - 1)]),
  );
}

const letters = [..."abcXYZ019 .,;:'\"\\/%_{}[]()\t\n\r\u0001\u007f\u00e9e\u0301\u4e2d\u{1f600}\u2028\ufeff"];

function randomText(random: Random): string {
  return Array.from({ length: random(12) }, () => letters[random(letters.length)]).join("");
}

/** Between the years 100 and 9900, in milliseconds. */
function randomTime(random: Random): Date {
  const year = 100 + random(9800);
  const time = new Date(Date.UTC(2000, random(12), 1 + random(28), random(24), random(60), random(60), random(1000)));
  time.setUTCFullYear(year);
  return time;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** A small generator of random numbers (xorshift), so that nothing depends on chance. */
function createRandom(): Random {
  let state = 0x9e37_79b9;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
