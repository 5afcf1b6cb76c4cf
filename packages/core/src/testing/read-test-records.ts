import type { ConnectorRead, OpenReadOptions, ReadOptions } from "../connector/source.ts";
import { AirdockError } from "../error/airdock-error.ts";
import { suggestName } from "../error/nearest-name.ts";
import type { AirbyteCatalog } from "../protocol/catalog.ts";
import type { JsonObject } from "../protocol/json.ts";
import { parseRecord } from "../protocol/parse-record.ts";

/** What records are read from. */
export interface ReadableSource {
  readonly catalog: AirbyteCatalog;
  readonly openRead: (options: OpenReadOptions) => Promise<ConnectorRead>;
}

/** The records of one stream of a test source, read from its beginning. Rejects with STREAM_UNKNOWN. */
export async function* readTestRecords(
  { catalog, openRead }: ReadableSource,
  name: string,
  { limit = Infinity, namespace, signal }: ReadOptions = {},
): AsyncGenerator<JsonObject, void, undefined> {
  const stream = catalog.streams.find(
    (candidate) => candidate.name === name && (candidate.namespace ?? undefined) === namespace,
  );
  if (stream === undefined) {
    const hint = suggestName(
      name,
      catalog.streams.map((candidate) => candidate.name),
    );
    throw new AirdockError(`The source has no stream ${name}.`, { code: "STREAM_UNKNOWN", hint });
  }
  if (limit <= 0) return;
  const configured = { stream, sync_mode: "full_refresh", destination_sync_mode: "overwrite" } as const;
  await using read = await openRead({ catalog: { streams: [configured] }, states: [], signal });
  let count = 0;
  for await (const messages of read.messages) {
    for (const message of messages) {
      if (message.kind !== "record") continue;
      yield parseRecord(message);
      if (++count >= limit) return;
    }
  }
}
