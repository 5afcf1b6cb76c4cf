import { tableRef, type AirbyteType, type WidenColumn } from "@airdock/sql-cache";
import { type RawBuilder, sql } from "kysely";
import { judgeFunction } from "./load/judge-function.ts";

/** Changes a column's type in place, by an expression that keeps every value; not where the user has an index on the table. */
export const widenDuckdbColumn: WidenColumn = async (transaction, { table, column, from, to, sqlType }) => {
  const { rows: indexes } = await sql`select 1 from duckdb_indexes()
    where database_name = current_database() and schema_name = ${table.schema} and table_name = ${table.name}`.execute(
    transaction,
  );
  if (indexes.length > 0) return false;
  const type = sql.raw(sqlType);
  const value = widenedValue(sql.id(column), from, to) ?? sql`cast(${sql.id(column)} as ${type})`;
  const change = sql`alter column ${sql.id(column)} set data type ${type} using ${value}`;
  await sql`alter table ${tableRef(table)} ${change}`.execute(transaction);
  return true;
};

/** The value in its new type, where a plain cast would give it another form. */
function widenedValue(value: RawBuilder<unknown>, from: AirbyteType, to: AirbyteType): RawBuilder<unknown> | undefined {
  if (to === "string") return textForms[from]?.(value);
  if (to !== "json") return undefined;
  if (from === "number") return sql`cast(${numberText(value)} as json)`;
  return sql`to_json(${textForms[from]?.(value) ?? value})`;
}

/** Text as the conversion of values writes it: canonical JSON numbers, ISO dates and times with six fraction digits. */
const textForms: Partial<Readonly<Record<AirbyteType, (value: RawBuilder<unknown>) => RawBuilder<unknown>>>> = {
  number: numberText,
  timestamp_with_timezone: (value) => sql`strftime(${value} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`,
  timestamp_without_timezone: (value) => sql`strftime(${value}, '%Y-%m-%dT%H:%M:%S.%f')`,
  time_without_timezone: timeText,
  time_with_timezone: (value) => sql`${timeText(sql`cast(${value} as time)`)} || ${offsetText(value)}`,
};

/** As JSON.stringify prints a number; most are whole, or printed alike by DuckDB. */
function numberText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const text = sql`cast(${value} as varchar)`;
  return sql`case when ${value} = trunc(${value}) and abs(${value}) < 9007199254740992 then cast(cast(${value} as bigint) as varchar)
    when contains(${text}, 'e') or abs(${value}) >= 9007199254740992 then substr(${sql.raw(judgeFunction)}('number', ${text}), 2)
    else ${text} end`;
}

function timeText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`strftime(date '2000-01-01' + ${value}, '%H:%M:%S.%f')`;
}

/** DuckDB prints `+00`, `-03` and `+05:30`. */
function offsetText(value: RawBuilder<unknown>): RawBuilder<unknown> {
  const offset = sql`regexp_extract(cast(${value} as varchar), '[+-][0-9:]+$')`;
  return sql`case when ${offset} = '+00' then 'Z' when length(${offset}) = 3 then ${offset} || ':00' else ${offset} end`;
}
