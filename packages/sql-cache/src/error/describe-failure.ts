import type { ErrorCode } from "@airdock/core";
import type { CacheDialect, ErrorKind } from "../cache-dialect.ts";
import { CacheError } from "./cache-error.ts";
import { constraintError } from "./constraint-error.ts";

/** A driver's error as a CacheError; the driver's words are its cause. */
export function describeFailure(
  error: unknown,
  { errorKind, constraintOf }: Pick<CacheDialect, "errorKind" | "constraintOf">,
): CacheError {
  const kind = errorKind(error);
  if (kind === "constrained") return constraintError(constraintOf(error) ?? firstLine(error), { cause: error });
  const { code, message, hint } = kind === undefined ? unknownFailure : failures[kind];
  const retryable = kind !== undefined && kind !== "writes" && kind !== "denied";
  return new CacheError(message, { code, hint, cause: error, retryable, data: kind === undefined ? {} : { kind } });
}

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

const unknownFailure: Failure = { code: "CACHE_FAILED", message: "The cache's database refused a statement." };

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n", 1)[0] ?? "";
}

const failures: Readonly<Record<Exclude<ErrorKind, "constrained">, Failure>> = {
  locked: {
    code: "TABLE_LOCKED",
    message: "A table of the cache is locked by somebody else.",
    hint: "Try again when the other work is done.",
  },
  busy: {
    code: "CACHE_BUSY",
    message: "The cache is held by somebody else.",
    hint: "Try again when the other process is done.",
  },
  lost: {
    code: "CACHE_UNAVAILABLE",
    message: "The connection to the cache's database broke.",
    hint: "Start the sync again: it continues where it was.",
  },
  writes: {
    code: "QUERY_WRITES",
    message: "The statement writes, and the query is read-only.",
    hint: "Ask for a query that may write, if that is meant.",
  },
  disk: {
    code: "DISK_UNWRITABLE",
    message: "The cache's database could not write.",
    hint: "Make room on the disk, or check who owns the folder.",
  },
  memory: {
    code: "CACHE_FAILED",
    message: "The cache's database ran out of the memory it may take.",
    hint: "Try again, or allow it more.",
  },
  denied: {
    code: "CACHE_UNAVAILABLE",
    message: "The user of the cache's database may not do what the cache needs.",
    hint: "Grant what the cause names; the cache package's README lists the rights it needs.",
  },
};
