import type { PythonValue } from "../python/value.ts";
import type { PageSeen } from "./paginator.ts";

/** Finds the token of the next page. */
export interface PaginationStrategy {
  readonly initialToken: PythonValue;
  nextToken(page: PageSeen): PythonValue | Promise<PythonValue>;
  pageSize(): number | undefined;
}
