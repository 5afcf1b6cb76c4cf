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
} as const;

/** One of the exit statuses. */
export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

const { unexpected, usage, checkFailed, sourceFailed, cacheFailed, partial, ruleViolated, busy } = ExitStatus;

/** Every error code, with the exit status it leads to. The sentence says when it happens. */
export const errorCodes = {
  /** A bug in Airdock itself. */
  UNEXPECTED: unexpected,
  /** A call or command line that makes no sense: unknown option, missing argument. */
  USAGE: usage,
  /** The connector's config does not fit its spec, or cannot be read. */
  CONFIG_INVALID: usage,
  /** A secret was given where others can read it, such as on the command line. */
  SECRET_IN_ARGUMENTS: usage,
  /** A file that was named cannot be read. */
  FILE_UNREADABLE: usage,
  /** A source reference that no runner accepts. */
  SOURCE_UNKNOWN: usage,
  /** The reference needs a runner that is not part of this installation. */
  RUNNER_NOT_INSTALLED: usage,
  /** A stream was asked for that the source does not have. */
  STREAM_UNKNOWN: usage,
  /** A write mode, key or cursor that does not go together with the stream. */
  STREAM_OPTION_INVALID: usage,
  /** The connection belongs to another connector, or to another config while a state is stored. */
  CONNECTION_CHANGED: usage,
  /** A connection or table name that cannot be used. */
  NAME_INVALID: usage,
  /** No Python that fits the connector. */
  PYTHON_NOT_FOUND: usage,
  /** No package of that name or version. */
  PACKAGE_NOT_FOUND: usage,
  /** The connector could not be installed. */
  INSTALL_FAILED: sourceFailed,
  /** The connector's program is missing or may not be executed. */
  CONNECTOR_NOT_EXECUTABLE: usage,
  /** The connector said that the check failed. */
  CHECK_FAILED: checkFailed,
  /** The connector reported an error of its own (TRACE ERROR). */
  CONNECTOR_FAILED: sourceFailed,
  /** The connector ended with an exit code other than 0. */
  CONNECTOR_EXITED: sourceFailed,
  /** The connector was ended by a signal that was not ours. */
  CONNECTOR_KILLED: sourceFailed,
  /** The connector ended without the answer it was asked for. */
  CONNECTOR_SILENT: sourceFailed,
  /** The connector did not do anything for too long. */
  CONNECTOR_STALLED: sourceFailed,
  /** The connector's answer is not what the protocol says. */
  PROTOCOL_VIOLATED: sourceFailed,
  /** A line on the connector's stdout is longer than the bound. */
  LINE_TOO_LONG: sourceFailed,
  /** A stream did not end well: INCOMPLETE, or started and never completed. */
  STREAM_FAILED: sourceFailed,
  /** Some streams failed; what was earned is kept. */
  SYNC_PARTIAL: partial,
  /** Nothing usable came of a sync. */
  SYNC_FAILED: sourceFailed,
  /** `--strict` found a line, a count or a schema that breaks a rule. */
  STRICT_VIOLATED: ruleViolated,
  /** `onTypeChange: "stop"` met a changed type. */
  SCHEMA_CHANGED: ruleViolated,
  /** The cache package for a URL is not installed. */
  CACHE_NOT_INSTALLED: usage,
  /** A cache URL that its package cannot read. */
  CACHE_URL_INVALID: usage,
  /** The cache was built for another version of the cache contract. */
  CACHE_CONTRACT_UNSUPPORTED: cacheFailed,
  /** The cache's bookkeeping has a layout this version does not know. */
  CACHE_LAYOUT_UNSUPPORTED: cacheFailed,
  /** The cache could not be opened. */
  CACHE_UNAVAILABLE: cacheFailed,
  /** The database refused a statement that should have worked. */
  CACHE_FAILED: cacheFailed,
  /** A cache was used out of order, or after it was closed. */
  CACHE_MISUSED: unexpected,
  /** The query itself is wrong. */
  QUERY_FAILED: usage,
  /** A statement that writes was refused, since the query is read-only. */
  QUERY_WRITES: usage,
  /** A table of that name exists and was not made by Airdock. */
  TABLE_NOT_OURS: cacheFailed,
  /** There is no such table, connection or run in the cache. */
  NOT_IN_CACHE: usage,
  /** Another run took this connection over. */
  LEASE_LOST: cacheFailed,
  /** Another run of this connection is going on. */
  CONNECTION_BUSY: busy,
  /** The database file is held by another process. */
  CACHE_BUSY: busy,
  /** A table stayed locked by others for too long. */
  TABLE_LOCKED: busy,
  /** The disk is full, or a file cannot be written. */
  DISK_UNWRITABLE: cacheFailed,
} as const satisfies Record<string, ExitStatus>;

/** A documented error code. */
export type ErrorCode = keyof typeof errorCodes;
