/** What a cache can do, as data: read by core, by the conformance suite and by users. Every field has a default. */
export interface CacheSupports {
  /** Tables live in schemas (`connection.stream`); false: in one flat list (`connection_stream`). Default true. */
  readonly schemas: boolean;
  /** What is written stays after the process ends. Default true. */
  readonly durable: boolean;
  /** Another process can read while this one holds the database. Default true. */
  readonly concurrentReaders: boolean;
  /** Columns have types, and values are converted to them; false: values stay as they came. Default true. */
  readonly typed: boolean;
  /** Numbers are kept digit for digit; false: as the nearest double, declared when digits are lost. Default false. */
  readonly exactNumbers: boolean;
  /** Text may contain NUL; false: it is removed and declared. Default true. */
  readonly nulInText: boolean;
  /** Longest identifier in UTF-8 bytes; 0 means unbounded. Default 0. */
  readonly identifierBytes: number;
  /** Most columns of a table. Default 1000. */
  readonly columns: number;
  /** Longest primary key in bytes; 0 means unbounded. Records beyond it are rejected (`key-too-long`). Default 0. */
  readonly keyBytes: number;
  /** `query` takes SQL. Default true. */
  readonly sql: boolean;
  /**
   * `query` without `write` runs in a session that is locked: whatever the statement is, no file, row, setting or process is another one afterwards, and
   * `timeoutMs` ends it. Default true.
   */
  readonly lockedQueries: boolean;
}

/** The defaults of `CacheSupports`; a cache states only what differs. */
export const defaultCacheSupports: CacheSupports = {
  schemas: true,
  durable: true,
  concurrentReaders: true,
  typed: true,
  exactNumbers: false,
  nulInText: true,
  identifierBytes: 0,
  columns: 1000,
  keyBytes: 0,
  sql: true,
  lockedQueries: true,
};
