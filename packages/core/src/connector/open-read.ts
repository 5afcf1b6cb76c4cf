import { connectorLabel } from "./connector-name.ts";
import { BoundedLines } from "../async/bounded-lines.ts";
import { settleWithin } from "../async/settle-within.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { Message } from "../protocol/message.ts";
import { readMessages } from "../protocol/read-messages.ts";
import type { ConnectorSession, PreparedConnector } from "./connector-runner.ts";
import type { LineRedactor } from "../redact/line-redactor.ts";
import { explainExit } from "./exit-outcome.ts";
import { LastWords } from "./last-words.ts";
import type { ConnectorRead, OpenReadOptions } from "./source.ts";

/** What a read needs beside what its caller says. */
export interface OpenReadPlan extends OpenReadOptions {
  /** Text of the config file. */
  readonly config: string;
  /** See `ConnectorRunOptions`. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly redact: (text: string) => string;
  readonly redactLines: () => LineRedactor;
  /** Keeps a config the connector sent; the next message waits for it. */
  readonly onControl: (config: JsonObject) => Promise<void>;
}

/** Starts `read` and watches it: keeps CONTROL configs, collects the last words, never lets stderr hold the connector up. */
export async function openRead(connector: PreparedConnector, plan: OpenReadPlan): Promise<ConnectorRead> {
  const state = plan.states.length === 0 ? undefined : `[${plan.states.join(",")}]`;
  const catalog = JSON.stringify(plan.catalog);
  const run = { signal: plan.signal, environment: plan.environment };
  const session = await connector.run({ kind: "read", config: plan.config, catalog, state }, run);
  const lastWords = new LastWords();
  const lines = new BoundedLines();
  const drained = drainStderr(session, lastWords, lines, plan.redactLines());
  const exited = session.exited.then(async (outcome) => {
    await settleWithin(drained, 500);
    return outcome;
  });
  return {
    messages: watchMessages(session, lastWords, plan),
    stderr: lines,
    exited,
    failure: (outcome) =>
      explainExit({
        connector: connectorLabel(connector.name),
        command: "read",
        outcome,
        lastWords,
        answered: true,
        withheld: connector.withheld?.(run),
        redact: plan.redact,
      }),
    stop: () => session.stop(),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

async function* watchMessages(
  session: ConnectorSession,
  lastWords: LastWords,
  plan: OpenReadPlan,
): AsyncGenerator<readonly Message[]> {
  for await (const messages of readMessages(session.stdout, { maxLineBytes: plan.maxLineBytes })) {
    for (const message of messages) {
      if (message.kind === "record") continue;
      lastWords.note(message);
      if (message.kind === "control") await plan.onControl(message.config);
    }
    yield messages;
  }
}

async function drainStderr(
  session: ConnectorSession,
  lastWords: LastWords,
  lines: BoundedLines,
  redactor: LineRedactor,
): Promise<void> {
  try {
    for await (const line of session.stderr) {
      lastWords.noteLine(line);
      for (const shown of redactor.push(line)) lines.push(shown);
    }
    for (const shown of redactor.end()) lines.push(shown);
  } finally {
    lines.end();
  }
}
