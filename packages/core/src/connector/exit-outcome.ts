import { ConnectorError } from "../error/connector-error.ts";
import { adviseOnVariables } from "./environment/advise-on-variables.ts";
import type { ErrorTrace } from "../protocol/trace.ts";
import type { ConnectorCommand, ExitOutcome } from "./connector-runner.ts";
import type { LastWords } from "./last-words.ts";

/** What is known about the end of a connector's process. */
export interface ExitFacts {
  /** For people: the connector's versionless name. */
  readonly connector: string;
  readonly command: ConnectorCommand["kind"];
  readonly outcome: ExitOutcome;
  readonly lastWords: LastWords;
  /** False when the command has an answer and it did not come. */
  readonly answered: boolean;
  /** Variables that it was started without, by name. Default: not known. */
  readonly withheld?: readonly string[] | undefined;
  readonly redact: (text: string) => string;
}

/**
 * Why a command failed, in one sentence, the most specific reason first: the connector's own error, a signal, an exit code,
 * silence. Undefined when it did not fail, or when we stopped it.
 */
export function explainExit(facts: ExitFacts): ConnectorError | undefined {
  const { outcome, lastWords, answered } = facts;
  if (outcome.stopped && answered) return undefined;
  const failed = !answered || outcome.signal !== undefined || outcome.exitCode !== 0;
  if (lastWords.error !== undefined && (failed || lastWords.error.stream === undefined))
    return ownError(facts, lastWords.error);
  if (!failed) return undefined;
  if (outcome.signal !== undefined && !outcome.stopped) return killed(facts, outcome.signal);
  if (outcome.exitCode !== 0 && !outcome.stopped) return exited(facts, outcome.exitCode);
  return silent(facts);
}

function ownError(facts: ExitFacts, error: ErrorTrace): ConnectorError {
  const retryable = error.failureType === "transient_error";
  return new ConnectorError(facts.redact(`${facts.connector} failed: ${error.message}`), {
    code: facts.command === "check" && error.failureType === "config_error" ? "CHECK_FAILED" : "CONNECTOR_FAILED",
    hint: retryable
      ? "The connector calls this a passing trouble (transient_error): try again later."
      : advise(
          facts,
          error.failureType === "config_error"
            ? "The connector blames its config (config_error): correct it, then run check."
            : "This comes from inside the connector; its documentation or issue list may know it.",
        ),
    retryable,
    cause: causeOf(facts),
    data: { withheld: facts.withheld ?? [] },
  });
}

function killed(facts: ExitFacts, signal: string): ConnectorError {
  const memory = signal === "SIGKILL" ? " SIGKILL is also what a system sends that runs out of memory." : "";
  return new ConnectorError(`${facts.connector} was ended by ${signal} during ${facts.command}.`, {
    code: "CONNECTOR_KILLED",
    hint: `Airdock did not send it: look for who did.${memory}`,
    retryable: true,
    cause: causeOf(facts),
    data: { signal },
  });
}

function exited(facts: ExitFacts, exitCode: number | undefined): ConnectorError {
  const { lastLine } = facts.lastWords;
  const reason = lastLine === undefined ? "." : `: ${lastLine}`;
  return new ConnectorError(
    facts.redact(`${facts.connector} ended ${facts.command} with exit code ${exitCode}${reason}`),
    {
      code: "CONNECTOR_EXITED",
      hint:
        exitCode === 126 || exitCode === 127
          ? "Its program, or the interpreter its first line names, could not be started: is it installed?"
          : advise(
              facts,
              `Its last words are the cause. Exit code 2 often means that it does not know the command ${facts.command}.`,
            ),
      cause: causeOf(facts),
      data: { exitCode, withheld: facts.withheld ?? [] },
    },
  );
}

const answers = { spec: "SPEC", check: "CONNECTION_STATUS", discover: "CATALOG", read: "RECORD", write: "STATE" };

function silent(facts: ExitFacts): ConnectorError {
  return new ConnectorError(
    `${facts.connector} ended ${facts.command} without the ${answers[facts.command]} message it was asked for.`,
    {
      code: "CONNECTOR_SILENT",
      hint: advise(
        facts,
        `Is it an Airbyte source? Run it by hand with "${facts.command}": it has to print one JSON message a line.`,
      ),
      cause: causeOf(facts),
      data: { withheld: facts.withheld ?? [] },
    },
  );
}

function advise({ withheld = [], lastWords }: ExitFacts, hint: string): string {
  const variables = adviseOnVariables(withheld, `${lastWords.error?.message ?? ""}\n${lastWords.text}`);
  return variables === undefined ? hint : `${hint}\n${variables}`;
}

function causeOf({ lastWords, redact }: ExitFacts): string | undefined {
  return lastWords.text === "" ? undefined : redact(lastWords.text);
}
