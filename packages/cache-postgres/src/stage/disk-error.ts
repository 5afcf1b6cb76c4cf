import { CacheError } from "@airdock/sql-cache";

/** Records could not be staged: DISK_UNWRITABLE. */
export function diskError(path: string, cause: unknown): CacheError {
  return new CacheError(`Records could not be written to ${path}.`, {
    code: "DISK_UNWRITABLE",
    cause,
    hint: "Make room on the disk, and see that its folder may be written to.",
    retryable: true,
    data: { path },
  });
}
