import { defaultValueRules, type ValueRules } from "@airdock/sql-cache";

/** What DuckDB's columns hold: timestamps well past year 9999, offsets of a time below 16 hours. */
export const duckdbValueRules: ValueRules = {
  ...defaultValueRules,
  timestampYears: [0, 10_000],
  timeOffset: 57_599,
};
