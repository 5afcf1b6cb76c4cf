/** What statements that write are made of. */
export interface WritingTargets {
  /** A folder that every user of the machine may write to. */
  readonly folder: string;
  /** A table of a stream, quoted. */
  readonly table: string;
}

/**
 * Some 200 statements that change rows, tables, files, settings or processes, in the words of several databases and in several
 * disguises. Those a database does not know are syntax errors to it, which change nothing either.
 */
export function writingStatements({ folder, table }: WritingTargets): readonly string[] {
  const file = (name: string): string => `${folder}/${name}`;
  const all = [...standard(table), ...duckdb(file, table), ...postgres(file, table), ...sqlite(file)];
  return all.flatMap((statement, index) => [statement, (disguises[index % disguises.length] ?? String)(statement)]);
}

const disguises: readonly ((statement: string) => string)[] = [
  (statement) => `-- select 1\n${statement}`,
  (statement) => `/* select */ /**/ ${statement.toUpperCase() === statement ? statement : mixCase(statement)} -- x`,
  (statement) => `select 1; ${statement}`,
  (statement) => `${statement}; select 1`,
  (statement) => `explain analyze ${statement}`,
  (statement) => `commit; ${statement}`,
  (statement) => `prepare airdock_p as ${statement}; execute airdock_p`,
  (statement) => `;;\n\t${statement};`,
  (statement) => `/* /* nested */ */ ${statement}`,
  (statement) => `rollback; begin; ${statement}; commit`,
  (statement) => `select * from (${statement}) as inner_one`,
];

/** The case of keywords means nothing; that of texts does, and stays. */
function mixCase(statement: string): string {
  return statement
    .split("'")
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/^\w/, (letter) => letter.toUpperCase())))
    .join("'");
}

function standard(table: string): string[] {
  return [
    `delete from ${table}`,
    `update ${table} set name = 'x'`,
    `insert into ${table} (id) values (99)`,
    `drop table ${table}`,
    `alter table ${table} add column extra text`,
    `with gone as (delete from ${table} returning *) select * from gone`,
    `create table airdock_left (a integer)`,
    `create view airdock_left_view as select 1 as a`,
    `create temp table airdock_temp as select 1 as a; insert into ${table} (id) select a from airdock_temp`,
    `truncate ${table}`,
    "begin",
    "vacuum",
    "analyze",
  ];
}

function duckdb(file: (name: string) => string, table: string): string[] {
  return [
    `copy ${table} to '${file("a.csv")}'`,
    `copy (select 1) to '${file("a.parquet")}' (format parquet)`,
    `create temp table t as select 1; copy t to '${file("b.csv")}'`,
    `export database '${file("exported")}'`,
    `attach '${file("c.duckdb")}' as c; create table c.main.t as select 1`,
    `set profiling_output = '${file("profile.json")}'; pragma enable_profiling; select 42`,
    `pragma profiling_output = '${file("profile.json")}'`,
    `pragma enable_profiling = 'json'; pragma profile_output = '${file("p.json")}'; select 1`,
    `set log_query_path = '${file("queries.log")}'; select 1`,
    `call enable_logging(storage = 'file', storage_path = '${file("logs")}')`,
    `select * from enable_logging('QueryLog', storage = 'file', storage_path = '${file("logs")}')`,
    `from query('select * from enable_' || 'logging(storage = ''file'', storage_path = ''${file("logs")}'')')`,
    `set logging_storage = 'file'`,
    `set temp_directory = '${file("temp")}'; select * from range(10)`,
    `create persistent secret s (type s3, key_id 'a', secret 'b', scope '${file("")}')`,
    `set secret_directory = '${file("secrets")}'; create persistent secret s (type s3, key_id 'a')`,
    `set extension_directory = '${file("extensions")}'; install httpfs`,
    `install httpfs from '${file("")}'`,
    "checkpoint",
    "select * from checkpoint()",
    "select nextval('airdock_sequence')",
    "update extensions",
    `set global lock_configuration = false; copy (select 1) to '${file("d.csv")}'`,
    `pivot (select * from enable_logging(storage = 'file', storage_path = '${file("logs")}')) on 1 using count(*)`,
  ];
}

function postgres(file: (name: string) => string, table: string): string[] {
  const program = `touch ${file("program")}`;
  const nested = (statement: string): string => statement.replaceAll("'", "''");
  return [
    `copy (select 1) to program '${program}'`,
    `copy (select 1) to '${file("copied")}'`,
    `copy ${table} (name) from program '${program}'`,
    `do $$ begin copy (select 1) to program '${program}'; end $$`,
    `do $x$ begin execute 'copy (select 1) to program ''${program}'''; end $x$`,
    `do language plpgsql $$ begin delete from ${table}; commit; end $$`,
    `select lo_export(lo_from_bytea(0, 'x'), '${file("exported")}')`,
    `select pg_catalog.lo_import('/etc/hostname', 424242)`,
    `select pg_file_write('${file("written")}', 'x', false)`,
    `select set_config('transaction_read_only', 'off', false), set_config('role', 'none', false)`,
    `select set_config('session_authorization', 'default', false)`,
    `set session characteristics as transaction read write`,
    `set transaction read write; delete from ${table}`,
    `reset role; copy (select 1) to program '${program}'`,
    `set role none; copy (select 1) to program '${program}'`,
    `alter system set work_mem = '5MB'`,
    `create extension dblink`,
    `select dblink_exec('dbname=' || current_database(), 'delete from ${nested(table)}')`,
    `select query_to_xml('delete from ${nested(table)}', true, true, '')`,
    `select query_to_xml('copy (select 1) to program ''${program}''', true, true, '')`,
    `select pg_advisory_lock(1), pg_notify('airdock', 'x')`,
    `select pg_create_restore_point('airdock'), pg_switch_wal()`,
    `select pg_reload_conf(), pg_rotate_logfile()`,
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`,
    `create function airdock_f() returns void language sql as 'delete from ${nested(table)}'; select airdock_f()`,
    `declare c cursor with hold for select 1`,
    `select * into airdock_left_into from ${table}`,
    `lock table ${table} in access exclusive mode`,
    `refresh materialized view airdock_nothing`,
    `explain (analyze) create table airdock_explained as select 1 as a`,
    `load '${file("library.so")}'`,
    `notify airdock, 'x'`,
  ];
}

function sqlite(file: (name: string) => string): string[] {
  return [
    `vacuum into '${file("copy.sqlite")}'`,
    `vacuum main into '${file("main.sqlite")}'`,
    `attach '${file("attached.sqlite")}' as attached; create table attached.t (a)`,
    `attach database '${file("other.sqlite")}' as other`,
    `select load_extension('${file("extension.so")}')`,
    `select writefile('${file("written")}', 'x')`,
    "pragma query_only = off",
    "pragma query_only(0)",
    "explain pragma query_only = 0",
    "explain query plan pragma query_only = 0",
    "pragma journal_mode = delete",
    "pragma main.journal_mode(delete)",
    "pragma user_version = 7",
    "pragma writable_schema = on",
    "pragma wal_checkpoint(truncate)",
    "pragma optimize",
    "pragma hard_heap_limit = 1000",
    "pragma incremental_vacuum",
    "reindex",
    "savepoint s",
    "create virtual table temp.f using fts5(x)",
    `replace into sqlite_schema values ('a', 'b', 'c', 1, 'd')`,
    "delete from sqlite_schema",
    "insert into airdock_streams default values",
    "detach main",
  ];
}
