/** Exit statuses of the command line; each error code names its own. */
export const ExitStatus = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  checkFailed: 3,
  sourceFailed: 4,
  cacheFailed: 5,
  partial: 6,
  ruleViolated: 7,
  busy: 8,
  interrupted: 130,
} as const;

/** One of the exit statuses. */
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** Every error code, with the exit status it leads to. The sentence says when it happens. */
export const errorCodes = {
  /** A signal (Ctrl-C) or an aborted `signal` ended the work at a clean checkpoint. */
  INTERRUPTED: 130,
  /** A bug in Airdock itself. */
  UNEXPECTED: 1,
  /** A call or command line that makes no sense: unknown option, missing argument. */
  USAGE: 2,
  /** The connector's config does not fit its spec, or cannot be read. */
  CONFIG_INVALID: 2,
  /** A file that decides what is run, or a folder on the way to it, is not the user's own. */
  CONFIG_UNTRUSTED: 2,
  /** A secret was given where others can read it, such as on the command line. */
  SECRET_IN_ARGUMENTS: 2,
  /** A file that was named cannot be read. */
  FILE_UNREADABLE: 2,
  /** A source reference that no runner accepts. */
  SOURCE_UNKNOWN: 2,
  /** The reference needs a runner that is not part of this installation. */
  RUNNER_NOT_INSTALLED: 2,
  /** A stream was asked for that the source does not have. */
  STREAM_UNKNOWN: 2,
  /** More streams are chosen than one sync takes. */
  TOO_MANY_STREAMS: 2,
  /** The schema of a stream is nested too deep, or declares too many properties. */
  SCHEMA_TOO_LARGE: 4,
  /** A write mode, key or cursor that does not go together with the stream. */
  STREAM_OPTION_INVALID: 2,
  /** The connection belongs to another connector, or to another config while a state is stored. */
  CONNECTION_CHANGED: 2,
  /** A changed key or write mode of a stream would delete rows stored before, and nobody has agreed to that. */
  CHANGE_NOT_ACCEPTED: 2,
  /** A connection or table name that cannot be used. */
  NAME_INVALID: 2,
  /** No Python that fits the connector. */
  PYTHON_NOT_FOUND: 2,
  /** No package of that name or version. */
  PACKAGE_NOT_FOUND: 2,
  /** None of docker, podman and nerdctl answers. */
  CONTAINER_ENGINE_NOT_FOUND: 2,
  /** What was downloaded is not what `airdock.lock` says. */
  DIGEST_MISMATCH: 4,
  /** `airdock.lock` cannot be read, or does not have what is asked for. */
  LOCK_INVALID: 2,
  /** The connector catalogue cannot be reached, and there is no copy of it. */
  CATALOGUE_UNAVAILABLE: 4,
  /** The connector catalogue cannot be reached, and the copy of it is too old to be trusted. */
  CATALOGUE_EXPIRED: 4,
  /** What was read is no connector catalogue. */
  CATALOGUE_INVALID: 4,
  /** The connector could not be installed. */
  INSTALL_FAILED: 4,
  /** A connector that is running cannot be removed. */
  INSTALL_BUSY: 8,
  /** What is needed is not on this machine, and no connection may be opened. */
  OFFLINE: 2,
  /** The connector's program is missing or may not be executed. */
  CONNECTOR_NOT_EXECUTABLE: 2,
  /** The connector said that the check failed. */
  CHECK_FAILED: 3,
  /** The connector reported an error of its own (TRACE ERROR). */
  CONNECTOR_FAILED: 4,
  /** The connector ended with an exit code other than 0. */
  CONNECTOR_EXITED: 4,
  /** The connector was ended by a signal that was not ours. */
  CONNECTOR_KILLED: 4,
  /** The connector ended without the answer it was asked for. */
  CONNECTOR_SILENT: 4,
  /** The connector did not do anything for too long. */
  CONNECTOR_STALLED: 4,
  /** The connector's answer is not what the protocol says. */
  PROTOCOL_VIOLATED: 4,
  /** A line on the connector's stdout is longer than the bound. */
  LINE_TOO_LONG: 4,
  /** A stream did not end well: INCOMPLETE, or started and never completed. */
  STREAM_FAILED: 4,
  /** Some streams failed; what was earned is kept. */
  SYNC_PARTIAL: 6,
  /** Nothing usable came of a sync. */
  SYNC_FAILED: 4,
  /** `--strict` found a line, a count or a schema that breaks a rule. */
  STRICT_VIOLATED: 7,
  /** The primary key of a stream names a property that its schema does not declare and no record has. */
  KEY_NOT_FOUND: 7,
  /** `onTypeChange: "stop"` met a changed type. */
  SCHEMA_CHANGED: 7,
  /** The cache package for a URL is not installed. */
  CACHE_NOT_INSTALLED: 2,
  /** A cache URL that its package cannot read. */
  CACHE_URL_INVALID: 2,
  /** The cache was built for another version of the cache contract. */
  CACHE_CONTRACT_UNSUPPORTED: 5,
  /** The cache's bookkeeping has a layout this version does not know. */
  CACHE_LAYOUT_UNSUPPORTED: 5,
  /** The cache could not be opened. */
  CACHE_UNAVAILABLE: 5,
  /** The database refused a statement that should have worked. */
  CACHE_FAILED: 5,
  /** A cache was used out of order, or after it was closed. */
  CACHE_MISUSED: 1,
  /** The query itself is wrong. */
  QUERY_FAILED: 2,
  /** A statement that writes was refused, since the query is read-only. */
  QUERY_WRITES: 2,
  /** A statement that reads files of the machine was refused, since the query may only read the cache. */
  QUERY_READS_FILES: 2,
  /** A query ran for longer than it may. */
  QUERY_TIMEOUT: 5,
  /** A table of that name exists and was not made by Airdock. */
  TABLE_NOT_OURS: 5,
  /** Something that was added to a table (a constraint, a trigger, a rule) refuses rows, or a change of the table. */
  TABLE_CONSTRAINED: 5,
  /** There is no such table, connection or run in the cache. */
  NOT_IN_CACHE: 2,
  /** Another run took this connection over. */
  LEASE_LOST: 5,
  /** Another run of this connection is going on. */
  CONNECTION_BUSY: 8,
  /** The database file is held by another process. */
  CACHE_BUSY: 8,
  /** A table stayed locked by others for too long. */
  TABLE_LOCKED: 8,
  /** The disk is full, or a file cannot be written. */
  DISK_UNWRITABLE: 5,
} as const;

/** A documented error code. */
export type ErrorCode = keyof typeof errorCodes;
