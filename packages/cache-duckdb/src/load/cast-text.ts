import type { AirbyteType } from "@airdock/sql-cache";

/**
 * SQL for a scalar that came as text: its value where the text has the usual shape of its type, so that DuckDB's own cast comes
 * to what the reference conversion says; NULL otherwise, for `airdock_judge` to decide. Undefined: any text is a value.
 */
export function castUsualText(type: AirbyteType, text: string): string | undefined {
  return usual[type]?.(text);
}

const day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?";
/** Offsets that exist. */
const offset = "[+-](0[0-9]|1[0-4]):[0-5][0-9]";

const usual: Readonly<Partial<Record<AirbyteType, (text: string) => string>>> = {
  integer: (text) => castWhere(matches(text, "-?[0-9]{1,18}"), text, "BIGINT"),
  // 15 digits are always exact; what DuckDB prints again as it was is exact as well.
  number: (text) =>
    `CASE WHEN ${matches(text, "-?[0-9]{1,9}(\\.[0-9]{1,6})?")} THEN CAST(${text} AS DOUBLE)` +
    ` WHEN isfinite(TRY_CAST(${text} AS DOUBLE)) AND CAST(TRY_CAST(${text} AS DOUBLE) AS VARCHAR) = ${text}` +
    ` THEN TRY_CAST(${text} AS DOUBLE) END`,
  boolean: (text) => `CASE ${text} WHEN 'true' THEN true WHEN 'false' THEN false END`,
  date: (text) => castWhere(`${text} > '0001' AND ${matches(text, day)}`, text, "DATE"),
  timestamp_with_timezone: (text) =>
    castWhere(`${text} > '0001' AND ${matches(text, `${day}[T ]${clock}(Z|${offset})?`)}`, text, "TIMESTAMPTZ"),
  // The cast drops the offset.
  timestamp_without_timezone: (text) =>
    castWhere(`${text} > '0001' AND ${matches(text, `${day}[T ]${clock}(Z|${offset})?`)}`, text, "TIMESTAMP"),
  // DuckDB does not know Z here.
  time_with_timezone: (text) =>
    castWhere(matches(text, `${clock}(Z|${offset})?`), `replace(${text}, 'Z', '+00')`, "TIMETZ"),
  time_without_timezone: (text) => castWhere(matches(text, clock), text, "TIME"),
};

function castWhere(condition: string, text: string, sqlType: string): string {
  return `CASE WHEN ${condition} THEN TRY_CAST(${text} AS ${sqlType}) END`;
}

function matches(text: string, pattern: string): string {
  return `regexp_full_match(${text}, '${pattern}')`;
}
