import type { ConnectorRead, OpenReadOptions, Source } from "../connector/source.ts";
import { AirdockError } from "../error/airdock-error.ts";
import type { AirbyteCatalog, AirbyteStream } from "../protocol/catalog.ts";
import type { ErrorTrace } from "../protocol/trace.ts";
import { readMessages } from "../protocol/read-messages.ts";
import { untilAborted } from "../protocol/until-aborted.ts";
import { readTestRecords } from "./read-test-records.ts";

/** What a source of messages is made of. */
export interface MessageSourceOptions {
  /** Default `test`. */
  readonly name?: string | undefined;
  /** What `discover` answers. */
  readonly streams: readonly AirbyteStream[];
  /** The messages of a read, as objects or as raw lines; pulled one by one, as far as there is room for them. */
  readonly read: (options: OpenReadOptions) => Iterable<object | string> | AsyncIterable<object | string>;
  /** Default 0. */
  readonly exitCode?: number | undefined;
  /** Stands for the config. Default: that of an empty one. */
  readonly configHash?: string | undefined;
}

/** A source without a process that sends exactly the messages it is told to send. */
export function createMessageSource(options: MessageSourceOptions): Source {
  const { name = "test", streams, configHash = "none" } = options;
  const catalog: AirbyteCatalog = { streams };
  const openRead = async (read: OpenReadOptions): Promise<ConnectorRead> => startRead(options, read);
  return {
    reference: `test:${name}`,
    name,
    install: async () => ({ name: `test:${name}` }),
    spec: async () => ({ connectionSpecification: { type: "object" } }),
    check: async () => ({ findings: [], warnings: [] }),
    discover: async () => catalog,
    read: (stream, call) => readTestRecords({ catalog, openRead }, stream, call),
    configHash: async () => configHash,
    openRead,
    redact: (text) => text,
  };
}

function startRead({ read, exitCode = 0 }: MessageSourceOptions, options: OpenReadOptions): ConnectorRead {
  const exited = Promise.withResolvers<{ readonly exitCode: number; readonly stopped: boolean }>();
  const stopping = new AbortController();
  let error: ErrorTrace | undefined;
  async function* print(): AsyncGenerator<Uint8Array> {
    try {
      for await (const message of untilAborted(toAsync(read(options)), stopping.signal)) {
        yield Buffer.from(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
      }
    } catch (thrown) {
      if (!stopping.signal.aborted) throw thrown;
    } finally {
      exited.resolve({ exitCode, stopped: stopping.signal.aborted });
    }
  }
  async function* listen(): ConnectorRead["messages"] & AsyncGenerator {
    for await (const messages of readMessages(print(), { signal: options.signal })) {
      for (const message of messages)
        if (message.kind === "trace" && message.trace.kind === "error") error = message.trace;
      yield messages;
    }
  }
  const stop = async (): Promise<void> => stopping.abort();
  return {
    messages: listen(),
    stderr: (async function* () {})(),
    exited: exited.promise,
    failure: (outcome) => (outcome.exitCode === 0 || outcome.stopped ? undefined : explain(exitCode, error)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function* toAsync<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

function explain(exitCode: number, error: ErrorTrace | undefined): AirdockError {
  const message = error?.message ?? `The source ended with exit code ${exitCode}.`;
  return new AirdockError(message, { code: error === undefined ? "CONNECTOR_EXITED" : "CONNECTOR_FAILED" });
}
