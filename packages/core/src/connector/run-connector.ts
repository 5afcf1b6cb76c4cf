import { connectorLabel } from "./connector-name.ts";
import { settleWithin } from "../async/settle-within.ts";
import { ConnectorError } from "../error/connector-error.ts";
import type { Message } from "../protocol/message.ts";
import { readMessages } from "../protocol/read-messages.ts";
import type { ConnectorCommand, ConnectorSession, PreparedConnector } from "./connector-runner.ts";
import type { LineRedactor } from "../redact/line-redactor.ts";
import { explainExit } from "./exit-outcome.ts";
import { LastWords } from "./last-words.ts";
import { lingeringLimit, StopTimer, timeLimits } from "./stop-timer.ts";

/** A command with one answer, and the kind of message that is its answer. */
const answerKinds = { spec: "spec", check: "status", discover: "catalog" } as const;

/** A command that has one answer. */
export type AnsweredCommand = Extract<ConnectorCommand, { kind: keyof typeof answerKinds }>;

/** The message that answers a command. */
export type Answer<Command extends AnsweredCommand> = Extract<Message, { kind: (typeof answerKinds)[Command["kind"]] }>;

/** How a command is run. */
export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** See `ConnectorRunOptions`. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds until the connector is stopped (CONNECTOR_STALLED). Default: 180 seconds for spec, 15 minutes for check, an hour for discover. */
  readonly timeLimit?: number | undefined;
  /** Gets every message, the answer included, before the next one is read. */
  readonly onMessage?: ((message: Message) => void | Promise<void>) | undefined;
  /** Gets each line without secrets. */
  readonly onStderr?: ((line: string) => void) | undefined;
  readonly redact: (text: string) => string;
  readonly redactLines: () => LineRedactor;
}

/**
 * Runs a command to its answer: the last SPEC, CONNECTION_STATUS or CATALOG message, wherever it stands and whatever the exit
 * code; connectors print logs before it, and errors beside it. Without an answer it rejects in the connector's own words:
 * CONNECTOR_FAILED, CHECK_FAILED, CONNECTOR_EXITED, CONNECTOR_KILLED, CONNECTOR_SILENT.
 */
export async function runConnector<Command extends AnsweredCommand>(
  connector: PreparedConnector,
  command: Command,
  options: RunOptions,
): Promise<Answer<Command>> {
  const { signal, environment, redact } = options;
  const timeLimit = options.timeLimit ?? timeLimits[command.kind];
  const lastWords = new LastWords();
  await using session = await connector.run(command, { signal, environment });
  using timer = new StopTimer(session, timeLimit);
  const stderr = noteStderr(session, lastWords, options);
  let answer: Answer<Command> | undefined;
  for await (const messages of readMessages(session.stdout)) {
    for (const message of messages) {
      lastWords.note(message);
      await options.onMessage?.(message);
      if (isAnswer(message, command)) {
        answer = message;
        timer.limit(lingeringLimit);
      }
    }
  }
  if (answer === undefined && !timer.passed) timer.limit(lingeringLimit);
  const outcome = await session.exited;
  await session.stop();
  await settleWithin(stderr, 1_000);
  signal?.throwIfAborted();
  if (answer !== undefined) return answer;
  if (timer.passed) throw stalled(connectorLabel(connector.name), command.kind, timeLimit, redact(lastWords.text));
  throw explainExit({
    connector: connectorLabel(connector.name),
    command: command.kind,
    outcome,
    lastWords,
    answered: false,
    withheld: connector.withheld?.({ environment }),
    redact,
  });
}

function isAnswer<Command extends AnsweredCommand>(message: Message, command: Command): message is Answer<Command> {
  return message.kind === answerKinds[command.kind];
}

async function noteStderr(session: ConnectorSession, lastWords: LastWords, options: RunOptions): Promise<void> {
  const lines = options.redactLines();
  for await (const line of session.stderr) {
    lastWords.noteLine(line);
    for (const shown of lines.push(line)) options.onStderr?.(shown);
  }
  for (const shown of lines.end()) options.onStderr?.(shown);
}

function stalled(connector: string, command: string, timeLimit: number, words: string): ConnectorError {
  return new ConnectorError(
    `${connector} did not answer ${command} within ${timeLimit / 1_000} seconds and was stopped.`,
    {
      code: "CONNECTOR_STALLED",
      hint: `Does the connector's machine reach its API? A longer limit can be given: timeLimits: { ${command}: milliseconds }.`,
      retryable: true,
      cause: words === "" ? undefined : words,
    },
  );
}
