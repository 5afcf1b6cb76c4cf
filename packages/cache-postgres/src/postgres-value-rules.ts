import { defaultValueRules, type NumberBounds, type ValueRules } from "@airdock/sql-cache";

/** The digits of a `numeric`, also inside jsonb. Source: postgresql.org, "Numeric Types". */
const digits: NumberBounds = { beforePoint: 131_072, afterPoint: 16_383 };

/** What PostgreSQL's columns hold: numbers digit for digit, no NUL in text, offsets of a time below 16 hours. */
export const postgresValueRules: ValueRules = {
  ...defaultValueRules,
  exactNumbers: digits,
  jsonNumbers: digits,
  nulInText: false,
  timestampYears: [0, 10_000],
  timeOffset: 57_599,
};
