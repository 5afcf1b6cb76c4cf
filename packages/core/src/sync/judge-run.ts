import { AirdockError } from "../error/airdock-error.ts";
import { ExitStatus } from "../error/error-code.ts";
import type { RunFaults } from "./run-faults.ts";
import type { SyncOutcome } from "./sync-result.ts";

/** What a run came to. */
export interface RunFacts {
  readonly faults: RunFaults;
  /** Names of all streams, and the errors of those that failed, by index. */
  readonly streams: readonly string[];
  readonly errors: ReadonlyMap<number, AirdockError>;
  /** Rows that became visible. */
  readonly written: number;
}

/** How a run is called, and the error it ends with unless all went well. */
export interface RunJudgement {
  readonly outcome: SyncOutcome;
  readonly error?: AirdockError;
}

/** Errors of these kinds decide over the whole run, the first of them before the others; the rest is the source's fault. */
const precedence: readonly ExitStatus[] = [
  ExitStatus.unexpected,
  ExitStatus.cacheFailed,
  ExitStatus.busy,
  ExitStatus.usage,
  ExitStatus.ruleViolated,
];

/** Judges a run; it `failed` when nothing became visible and no stream is ok. An interruption that came too late is none. */
export function judgeRun(facts: RunFacts): RunJudgement {
  const { faults, streams, errors, written } = facts;
  const all = [faults.fatal, faults.violation, ...errors.values(), ...faults.source].filter(
    (error) => error !== undefined,
  );
  if (all.length === 0) return { outcome: "ok" };
  const outcome = errors.size === streams.length && written === 0 ? "failed" : "partial";
  return { outcome, error: describeError(facts, outcome, decide(all)) };
}

function decide(errors: readonly AirdockError[]): AirdockError | undefined {
  return precedence.flatMap((status) => errors.filter(({ exitStatus }) => exitStatus === status))[0] ?? errors[0];
}

function describeError(
  { faults, streams, errors }: RunFacts,
  outcome: "partial" | "failed",
  decisive: AirdockError | undefined,
): AirdockError {
  if (faults.interruption !== undefined) {
    return new AirdockError("The sync was stopped. What was earned until then is kept.", {
      code: "INTERRUPTED",
      cause: faults.interruption.reason,
      hint: "The next sync goes on from there.",
      retryable: true,
    });
  }
  const { message = "", hint, retryable = false } = decisive ?? {};
  if (decisive !== undefined && precedence.includes(decisive.exitStatus)) {
    return new AirdockError(message, {
      code: decisive.code,
      cause: decisive.cause,
      hint,
      retryable,
      data: decisive.data,
    });
  }
  const about = { cause: decisive, hint, retryable };
  if (outcome === "failed") return new AirdockError("The sync brought nothing.", { code: "SYNC_FAILED", ...about });
  const failed = streams.filter((_, index) => errors.has(index));
  const what =
    failed.length === 0
      ? "The connector did not end well"
      : `${failed.length} of ${streams.length} streams failed: ${failed.slice(0, 10).join(", ")}`;
  return new AirdockError(`${what}. What was earned is kept.`, { code: "SYNC_PARTIAL", ...about });
}
