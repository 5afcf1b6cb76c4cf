import { CacheError } from "./cache-error.ts";

/** A statement would change something, and the query is read-only. `what` is a sentence. */
export function refuseWriting(what: string = "The statement writes, and the query is read-only."): CacheError {
  return new CacheError(what, { code: "QUERY_WRITES", hint: "Ask for a query that may write, if that is meant." });
}

/** A statement would read files of the machine, which it was not allowed. `what` is a sentence. */
export function refuseFiles(what: string): CacheError {
  return new CacheError(what, {
    code: "QUERY_READS_FILES",
    hint: "Allow the query to read files (--allow-files), if that is meant.",
  });
}
