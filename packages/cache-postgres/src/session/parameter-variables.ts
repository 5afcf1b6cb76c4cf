/**
 * The parameters of a connection that are read, and the variable that stands for each where it is left out. Source: postgresql.org,
 * "Parameter Key Words" and "Environment Variables". PGPASSWORD, PGPASSFILE and PGCLIENTENCODING are left to the driver.
 */
export const parameterVariables: Readonly<Record<string, string | undefined>> = {
  host: "PGHOST",
  hostaddr: "PGHOSTADDR",
  port: "PGPORT",
  dbname: "PGDATABASE",
  user: "PGUSER",
  password: undefined,
  application_name: "PGAPPNAME",
  fallback_application_name: undefined,
  client_encoding: undefined,
  options: "PGOPTIONS",
  connect_timeout: "PGCONNECT_TIMEOUT",
  keepalives: undefined,
  keepalives_idle: undefined,
  target_session_attrs: "PGTARGETSESSIONATTRS",
  load_balance_hosts: "PGLOADBALANCEHOSTS",
  channel_binding: "PGCHANNELBINDING",
  sslmode: "PGSSLMODE",
  sslnegotiation: "PGSSLNEGOTIATION",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  sslpassword: undefined,
  sslcertmode: "PGSSLCERTMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcrl: "PGSSLCRL",
  ssl_min_protocol_version: "PGSSLMINPROTOCOLVERSION",
  ssl_max_protocol_version: "PGSSLMAXPROTOCOLVERSION",
};

/** Parameters of libpq that change nothing here, such as how its sockets are kept alive in detail. */
export const ignoredParameters: ReadonlySet<string> = new Set([
  ...["keepalives_interval", "keepalives_count", "tcp_user_timeout"],
  ...["sslcompression", "sslsni", "gssencmode"],
]);

/** The value of a parameter by libpq's name; undefined where neither the URL nor the environment has one. */
export type ParameterReader = (name: string) => string | undefined;
