import fc from "fast-check";
import type { FieldKind, GeneratedValue } from "./history.ts";

/** A value for a field of a kind: usual, missing, written in another way, or of another type and therefore NULL. */
export function generateValue(kind: FieldKind): fc.Arbitrary<GeneratedValue> {
  return fc.oneof(
    { weight: 6, arbitrary: usual[kind] },
    { weight: 1, arbitrary: fc.constantFrom({ sent: null, stored: null }, { sent: undefined, stored: null }) },
    { weight: 1, arbitrary: unusual[kind] },
  );
}

/** A small number of different values, so that keys meet and cursors are equal. */
export function generateKey(kind: FieldKind): fc.Arbitrary<GeneratedValue> {
  const values = kind === "integer" ? [1, 2, 3, 4, null] : ["a", "A", "a ", "ä", null];
  return fc.constantFrom(...values.map((value) => ({ sent: value, stored: value })));
}

const same = <Value>(value: Value): GeneratedValue => ({ sent: value, stored: value });
const nulled = (sent: unknown): GeneratedValue => ({ sent, stored: null });

/** Text without what PostgreSQL cannot hold. */
const text = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((value) => value.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, ""));
const json = fc.dictionary(
  fc.constantFrom("a", "b", "Ä", "x y", "0"),
  fc.oneof(fc.integer(), text, fc.boolean(), fc.constant(null), fc.array(fc.integer(), { maxLength: 3 })),
  { maxKeys: 3 },
);
const moment = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });

const usual: Readonly<Record<FieldKind, fc.Arbitrary<GeneratedValue>>> = {
  string: text.map(same),
  integer: fc.maxSafeInteger().map(same),
  number: fc.integer({ min: -1e12, max: 1e12 }).map((value) => same(value / 1000)),
  boolean: fc.boolean().map(same),
  date: moment.map((value) => same(value.toISOString().slice(0, 10))),
  timestamp: moment.map((value) => ({ sent: value.toISOString(), stored: value.toISOString().replace("Z", "000Z") })),
  json: json.map(same),
};

const unusual: Readonly<Record<FieldKind, fc.Arbitrary<GeneratedValue>>> = {
  string: fc.constantFrom(
    { sent: 7, stored: "7" },
    { sent: true, stored: "true" },
    { sent: { a: [1] }, stored: '{"a":[1]}' },
    same("00123"),
    same("2024-01-15"),
    same("null"),
  ),
  integer: fc.constantFrom({ sent: "12", stored: 12 }, nulled("x"), nulled(1.5), nulled(true), nulled({ a: 1 })),
  number: fc.constantFrom({ sent: "12.5", stored: 12.5 }, nulled("x"), nulled(true), nulled([1]), same(7)),
  boolean: fc.constantFrom({ sent: "true", stored: true }, nulled("yes"), nulled(1), nulled({})),
  date: fc.constantFrom(nulled("soon"), nulled("2024-02-30"), nulled(17), same("0001-01-01"), same("9999-12-31")),
  timestamp: fc.constantFrom(
    { sent: "2024-03-01T01:30:00+05:30", stored: "2024-02-29T20:00:00.000000Z" },
    { sent: "2024-03-01 01:30:00Z", stored: "2024-03-01T01:30:00.000000Z" },
    { sent: "2024-03-01T01:30:00.123456Z", stored: "2024-03-01T01:30:00.123456Z" },
    nulled("soon"),
    nulled(false),
  ),
  json: fc.constantFrom(same([1, "x"]), same("text"), same(5), same(true), same({ deep: { deeper: [{}] } })),
};
