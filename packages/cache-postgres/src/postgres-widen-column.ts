import { type AirbyteType, tableRef, type WidenColumn } from "@airdock/sql-cache";
import { type RawBuilder, sql } from "kysely";
import { typeKept } from "./finalize/refill-table.ts";
import { trySavepoint } from "./session/try-savepoint.ts";

/** Changes a column's type in place, by an expression that keeps every value; not where a view hangs on the column. */
export const widenPostgresColumn: WidenColumn = async (transaction, { table, column, from, to, sqlType }) => {
  const type = sql.raw(sqlType);
  const value = widenedValue(sql.id(column), from, to) ?? sql`${sql.id(column)}::${type}`;
  return await trySavepoint(transaction, typeKept, async () => {
    const change = sql`alter column ${sql.id(column)} type ${type} using ${value}`;
    await sql`alter table ${tableRef(table)} ${change}`.execute(transaction);
  });
};

/** SQL for a value of a type as text, as the conversion of values writes it. */
export function postgresText(value: RawBuilder<unknown>, type: AirbyteType): RawBuilder<unknown> {
  return widenedValue(value, type, "string") ?? sql`${value}::text`;
}

/** The value in its new type, where a plain cast would give it another form. */
function widenedValue(value: RawBuilder<unknown>, from: AirbyteType, to: AirbyteType): RawBuilder<unknown> | undefined {
  if (to === "string") return textForms[from]?.(value);
  if (to === "json")
    return sql`to_jsonb(${textForms[from] === numberText ? value : (textForms[from]?.(value) ?? value)})`;
  return undefined;
}

/** Text as the conversion of values writes it: canonical JSON numbers, ISO dates and times with six fraction digits. */
const textForms: Partial<Readonly<Record<AirbyteType, (value: RawBuilder<unknown>) => RawBuilder<unknown>>>> = {
  number: numberText,
  timestamp_with_timezone: (value) => sql`${momentText(sql`(${value} at time zone 'UTC')`)} || 'Z'`,
  timestamp_without_timezone: momentText,
  time_without_timezone: timeText,
  time_with_timezone: (value) => sql`${timeText(sql`${value}::time`)} || ${offsetText(value)}`,
};

/** As JSON.stringify prints a number: with an exponent from 1e21 on and below 1e-6, where that says all its digits. */
function numberText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const double = sql`${value}::float8::text`;
  return sql`case when (abs(${value}) between 1e21 and 1.7976931348623157e308 or abs(${value}) between 5e-324 and 9.9999999999999999e-7)
    and ${double}::numeric = ${value} then regexp_replace(${double}, 'e([+-])0*', 'e\\1') else trim_scale(${value})::text end`;
}

/** The year before year 1 is 0000. */
function momentText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const year = sql`case when ${value} < timestamp '0001-01-01' then '0000' else lpad(extract(year from ${value})::text, 4, '0') end`;
  return sql`${year} || to_char(${value}, '-MM-DD"T"HH24:MI:SS.US')`;
}

function timeText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`to_char(${value}, 'HH24:MI:SS.US')`;
}

/** PostgreSQL prints `+00`, `-03` and `+05:30`. */
function offsetText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const offset = sql`substring(${value}::text from '[+-][0-9:]+$')`;
  return sql`case when ${offset} = '+00' then 'Z' when length(${offset}) = 3 then ${offset} || ':00' else ${offset} end`;
}
