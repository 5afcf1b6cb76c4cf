import { ConnectorError } from "../error/connector-error.ts";
import { nearestName } from "../error/nearest-name.ts";
import { SourceError } from "../error/source-error.ts";
import type { AirbyteStream, ConfiguredCatalog } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import type { LogLevel, Message } from "../protocol/message.ts";
import { parseRecord } from "../protocol/parse-record.ts";
import { describeLog } from "./describe-log.ts";
import type { ReadOptions, Source } from "./source.ts";

/**
 * The records of one stream, parsed exactly, without a cache. The connector waits while nobody takes records, and is stopped
 * at the limit or when the loop is left. Rejects with STREAM_UNKNOWN; after the records with STREAM_FAILED, CONNECTOR_…
 */
export async function* readStream(
  source: Source,
  name: string,
  options: ReadOptions,
  onLog: (log: { readonly level: LogLevel; readonly message: string }) => void,
): AsyncGenerator<JsonObject> {
  const { namespace, limit = Number.POSITIVE_INFINITY, ...call } = options;
  const stream = findStream((await source.discover(call)).streams, name, namespace);
  if (limit <= 0) return;
  await using reading = await source.openRead({ ...call, catalog: catalogFor(stream), states: [] });
  let count = 0;
  let incomplete = false;
  for await (const messages of reading.messages) {
    for (const message of messages) {
      if (message.kind === "record" && message.stream.name === name) {
        yield parseRecord(message);
        if (++count >= limit) return;
      } else {
        incomplete ||= isIncomplete(message);
        const log = describeLog(message);
        if (log !== undefined) onLog({ ...log, message: source.redact(log.message) });
      }
    }
  }
  const outcome = await reading.exited;
  call.signal?.throwIfAborted();
  const failure = reading.failure(outcome);
  if (failure !== undefined) throw failure;
  if (incomplete) throw streamIncomplete(name);
}

function findStream(streams: readonly AirbyteStream[], name: string, namespace: string | undefined): AirbyteStream {
  const named = streams.filter((stream) => stream.name === name);
  const found = namespace === undefined ? named : named.filter((stream) => stream.namespace === namespace);
  const [stream, another] = found;
  if (stream !== undefined && another === undefined) return stream;
  const names = streams.map((other) => other.name);
  const nearest = nearestName(name, names);
  const namespaces = named.map((other) => other.namespace ?? "(none)").join(", ");
  throw new SourceError(
    another === undefined ? `The source has no stream "${name}".` : `The source has several streams "${name}".`,
    {
      code: "STREAM_UNKNOWN",
      hint:
        named.length > 0
          ? `Say which namespace: ${namespaces}.`
          : nearest === undefined
            ? `Its streams: ${names.join(", ")}.`
            : `Did you mean "${nearest}"?`,
      data: { stream: name, streams: names },
    },
  );
}

/** `full_refresh` where the stream can, so that it is read from the beginning. */
function catalogFor(stream: AirbyteStream): ConfiguredCatalog {
  const modes = stream.supported_sync_modes ?? [];
  const incremental = modes.length > 0 && !modes.includes("full_refresh");
  const cursor = stream.default_cursor_field ?? [];
  return {
    streams: [
      {
        stream,
        sync_mode: incremental ? "incremental" : "full_refresh",
        destination_sync_mode: "append",
        ...(incremental && cursor.length > 0 ? { cursor_field: cursor } : {}),
      },
    ],
  };
}

function isIncomplete(message: Message): boolean {
  return message.kind === "trace" && message.trace.kind === "status" && message.trace.status === "INCOMPLETE";
}

function streamIncomplete(name: string): ConnectorError {
  return new ConnectorError(`The connector could not read the stream "${name}" to its end (INCOMPLETE).`, {
    code: "STREAM_FAILED",
    hint: "The connector's log says more; a later read may succeed.",
    retryable: true,
  });
}
