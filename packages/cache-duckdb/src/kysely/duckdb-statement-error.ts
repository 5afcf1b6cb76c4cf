import { AirdockError, type AirdockErrorOptions } from "@airdock/core";

/** A statement, transaction or stream that the dialect itself has to refuse or to give up. What DuckDB refuses stays as it is. */
export class DuckdbStatementError extends AirdockError {
  constructor(
    message: string,
    options: AirdockErrorOptions & {
      readonly code: "CACHE_FAILED" | "CACHE_MISUSED" | "QUERY_FAILED" | "QUERY_WRITES";
    },
  ) {
    super(message, options);
  }
}
