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
    ...(purpose === "query" ? [] : [builtInFirst]),
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

/** Nothing of the same name that stands in the user's search path comes before what PostgreSQL itself has. */
const builtInFirst = `select pg_catalog.set_config('search_path', pg_catalog.concat_ws(',', 'pg_catalog',
  nullif(pg_catalog.current_setting('search_path'), ''), 'pg_temp'), true)`;
