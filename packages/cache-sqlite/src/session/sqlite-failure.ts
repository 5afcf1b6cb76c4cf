/** What SQLite said when it refused a statement. `code` is one of its own, such as `SQLITE_BUSY`. */
export class SqliteFailure extends Error {
  override readonly name = "SqliteFailure";
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The code of whatever the driver has thrown. */
export function failureCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Somebody else holds a lock that the statement needs. */
export function isBusy(error: unknown): boolean {
  return failureCode(error)?.startsWith("SQLITE_BUSY") ?? false;
}
