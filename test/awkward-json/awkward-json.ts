import type { AirbyteType } from "@airdock/sql-cache";
import fc, { type Arbitrary } from "fast-check";

const clocks = [
  "10:30:00",
  "23:59:59.999999",
  "00:00:00",
  "01:23:45.678",
  "10:30",
  "24:00:00",
  "23:59:60",
  "00:00:00.0000001",
  "00:00:00.1234567890",
];
const zones = [
  "",
  "Z",
  "z",
  " Z",
  "+00:00",
  "+05:30",
  "+0530",
  "+05",
  "-04:56:02",
  "-15:59",
  "+16:00",
  "+23:59",
  "+14:00",
  "-00:00",
  " +01:00",
  "UTC",
  " UTC",
  "+5",
  "+05:60",
];
const days = [
  "2024-02-29",
  "2023-02-29",
  "1900-02-29",
  "2000-02-29",
  "0001-01-01",
  "0000-01-01",
  "0000-00-00",
  "9999-12-31",
  "2024-1-5",
  "12024-01-05",
  "20240105",
  "2024-01-15 (BC)",
  "0044-03-15 BC",
  "epoch",
  "-0001-01-01",
];
const separators = ["T", " ", "t", "  ", "_"];
const words = [
  "",
  " ",
  "null",
  "true",
  "false",
  "True",
  "t",
  "yes",
  "NaN",
  "inf",
  "-Infinity",
  "Infinity",
  "nan",
  "1_000",
  "0x1F",
  "+5",
  ".5",
  "5.",
  "1e5",
  " 7 ",
  "'",
  '"',
  "\\",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfff",
  "\u{1f600}",
  "\r\n",
  "\u0001",
  "{}",
  "[1]",
  "007",
];
const numbers = [
  "0",
  "-0",
  "-0.0",
  "1.0",
  "1e2",
  "1E+2",
  "1e-7",
  "0.10",
  "1e21",
  "1e22",
  "1e400",
  "-1e400",
  "1e-400",
  "5e-324",
  "9223372036854775807",
  "-9223372036854775808",
  "9223372036854775808",
  "18446744073709551615",
  "1e17",
  "1e18",
  "1e19",
  "0.30000000000000004",
  "9007199254740993",
  "3.141592653589793",
  "1.5",
];

/** The awkward values that can be listed: every one of them for every type. */
export const listedJson: readonly string[] = [
  ...[...words, ...numbers].map((text) => JSON.stringify(text)),
  ...numbers,
  ...["true", "false", "null", "{}", "[]", '{"a":[1,{"b":null}]}'],
  ...clocks.flatMap((text) => zones.map((end) => JSON.stringify(text + end))),
  ...days.flatMap((start) =>
    ["", ...separators.flatMap((between) => clocks.flatMap((text) => zones.map((end) => between + text + end)))].map(
      (rest) => JSON.stringify(start + rest),
    ),
  ),
];

/** JSON text of values that a source may send for a type: right ones, nearly right ones, and all the others. */
export function awkwardJson(type: AirbyteType): Arbitrary<string> {
  const own = likely[type];
  return own === undefined ? anyJson : fc.oneof({ weight: 3, arbitrary: own }, { weight: 1, arbitrary: anyJson });
}

const digits = (most: number): Arbitrary<string> =>
  fc.array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: most }).map((list) => list.join(""));
const two = fc.oneof(fc.nat(23), fc.nat(99)).map((number) => String(number).padStart(2, "0"));
const maybe = (text: Arbitrary<string>): Arbitrary<string> => fc.oneof(text, fc.constant(""));
const join = (...parts: Arbitrary<string>[]): Arbitrary<string> => fc.tuple(...parts).map((list) => list.join(""));

/** A JSON number, as JSON's grammar has it. */
const numberText = fc.oneof(
  fc.integer().map(String),
  fc.maxSafeInteger().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.constantFrom(...numbers),
  fc
    .tuple(fc.integer(), digits(25), fc.integer({ min: -30, max: 30 }))
    .map(([whole, fraction, exponent]) => `${whole}.${fraction}e${exponent}`),
  fc.tuple(fc.nat(), digits(20)).map(([whole, fraction]) => `${whole}.${fraction}`),
);

const clock = join(
  two,
  fc.constant(":"),
  two,
  maybe(join(fc.constant(":"), two, maybe(join(fc.constant("."), digits(10))))),
);
const usualClock = fc.constantFrom(...clocks);
const zone = fc.oneof(
  fc.constantFrom(...zones),
  join(fc.constantFrom("+", "-"), two, maybe(join(maybe(fc.constant(":")), two))),
);
const day = fc.oneof(
  fc.constantFrom(...days),
  fc
    .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  join(digits(4), fc.constant("-"), two, fc.constant("-"), two),
);
const time = join(fc.oneof(clock, usualClock), zone);
const timestamp = join(day, maybe(join(fc.constantFrom(...separators), time)));

/** A text with a character too much, too few, or another one. */
const spoil = (text: Arbitrary<string>): Arbitrary<string> =>
  fc
    .tuple(text, fc.nat(40), fc.constantFrom("", "0", " ", "\n", "Z", "-", ":", "٣", "é"))
    .map(([whole, at, piece]) => whole.slice(0, at) + piece + whole.slice(at + 1));

const quoted = (text: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: text }, spoil(text)).map((value) => JSON.stringify(value));

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...words), numberText, timestamp, time);
const anyString = anyText.map((text) => JSON.stringify(text));
/** Not a backslash alone: V8 then may take a key that begins with an escape, in a later object, for that one. */
const anyKey = anyString.filter((text) => JSON.parse(text) !== "\\");
const escapedString = fc.constantFrom(
  String.raw`"A\n"`,
  String.raw`"\ud83d\ude00"`,
  String.raw`"\u0000"`,
  String.raw`"\ud800"`,
  String.raw`"\\u0000"`,
  String.raw`"2024\u002d01-01"`,
  String.raw`"\/"`,
);
const scalar = fc.oneof(fc.constantFrom("true", "false", "null"), numberText, anyString, escapedString);
const nested = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(" ,")}]`),
    fc
      .array(fc.tuple(anyKey, tie("value")), { maxLength: 4 })
      .map((pairs) => `{${pairs.map(([key, value]) => `${key}:\t${value}`).join(",\r")}}`),
  ),
})).value;
const anyJson = fc.oneof(scalar, nested);

const likely: Readonly<Partial<Record<AirbyteType, Arbitrary<string>>>> = {
  integer: fc.oneof(numberText, quoted(numberText)),
  number: fc.oneof(numberText, quoted(numberText)),
  boolean: fc.constantFrom("true", "false", '"true"', '"false"'),
  date: quoted(timestamp),
  timestamp_with_timezone: quoted(timestamp),
  timestamp_without_timezone: quoted(timestamp),
  time_with_timezone: quoted(time),
  time_without_timezone: quoted(time),
};
