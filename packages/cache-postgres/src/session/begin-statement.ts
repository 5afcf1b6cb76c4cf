/** What a transaction is for: `query` runs SQL of the user's, in which names mean what they mean to the user. */
export type Purpose = "write" | "read" | "query";

/**
 * Begins a transaction and states all it depends on, since nothing else holds behind a pooler: the server may be another one for
 * each transaction, and a role or a database may have settings of its own. Answers with the process that serves it.
 */
export function beginStatement(purpose: Purpose): string {
  const mode = purpose === "write" ? "read write" : "read only";
  const settings = Object.entries({ ...everywhere, ...(purpose === "write" ? writing : {}) });
  return [
    `begin isolation level read committed ${mode}`,
    ...settings.map(([name, value]) => `set local ${name} = '${value}'`),
    purpose === "query" ? withoutPrivileges : builtInFirst,
    "select pg_catalog.pg_backend_pid() as pid",
  ].join("; ");
}

const everywhere = {
  client_encoding: "UTF8",
  timezone: "UTC",
  datestyle: "ISO, YMD",
  intervalstyle: "postgres",
  extra_float_digits: "1",
  standard_conforming_strings: "on",
  statement_timeout: "0",
  idle_in_transaction_session_timeout: "0",
};

/** A table that others hold is waited for only briefly. A process that was stopped lets go in the end. */
const writing = { lock_timeout: "3s", idle_in_transaction_session_timeout: "10min", jit: "off" };

/**
 * A superuser, or a role that may read and write files of the server, reads as one that may read all tables and nothing else. It
 * meets row security as that one: rather an error than fewer rows. `$user` in the search path stays the user.
 */
const withoutPrivileges = `select
    pg_catalog.set_config('search_path', pg_catalog.replace(pg_catalog.current_setting('search_path'), '"$user"',
      pg_catalog.quote_ident(current_user)), true),
    pg_catalog.set_config('row_security', 'off', true),
    pg_catalog.set_config('role', 'pg_read_all_data', true)
  from pg_catalog.pg_roles as own
  where own.rolname = current_user and pg_catalog.pg_has_role(current_user, 'pg_read_all_data', 'member') and (own.rolsuper or exists (
    select from pg_catalog.unnest('{pg_execute_server_program,pg_write_server_files,pg_read_server_files,pg_signal_backend}'::text[]) as dangerous
    where pg_catalog.pg_has_role(current_user, dangerous, 'member')))`;

/** Nothing of the same name that stands in the user's search path comes before what PostgreSQL itself has. */
const builtInFirst = `select pg_catalog.set_config('search_path', pg_catalog.concat_ws(',', 'pg_catalog',
  nullif(pg_catalog.current_setting('search_path'), ''), 'pg_temp'), true)`;
