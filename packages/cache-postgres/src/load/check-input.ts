import { type Kysely, type RawBuilder, sql } from "kysely";

/** SQL that is true where a text is a value of a type. */
export type CheckInput = (text: RawBuilder<unknown>, sqlType: string) => RawBuilder<unknown>;

/** How to ask whether a text can be cast: version 16 can tell; before it a temporary function has to try. */
export async function checkInput(transaction: Kysely<unknown>): Promise<CheckInput> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::integer as version`.execute(transaction);
  if ((rows[0]?.version ?? 0) >= 160_000) {
    return (text, sqlType) => sql`pg_input_is_valid(${text}, ${sql.lit(sqlType)})`;
  }
  await makeTryFunction(transaction);
  return (text, sqlType) => sql`pg_temp.airdock_can_cast(${text}, ${sql.lit(sqlType)})`;
}

/** Makes `pg_temp.airdock_can_cast(text, type)`. */
export async function makeTryFunction(transaction: Kysely<unknown>): Promise<void> {
  await sql`create or replace function pg_temp.airdock_can_cast(value text, type text) returns boolean language plpgsql as $$
    begin
      if value is null then return null; end if;
      execute format('select cast(%L as %s)', value, type);
      return true;
    exception when data_exception or invalid_text_representation or numeric_value_out_of_range then return false;
    end $$`.execute(transaction);
}
