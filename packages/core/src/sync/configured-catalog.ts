import type { StreamWriter } from "../cache/cache.ts";
import type { WriteMode } from "../cache/write-mode.ts";
import type { ConfiguredCatalog, ConfiguredStream, DestinationSyncMode } from "../protocol/catalog.ts";
import type { PlannedStream } from "./planned-stream.ts";

/** Airbyte's words for our write modes. */
const destinationSyncModes: Readonly<Record<WriteMode, DestinationSyncMode>> = {
  append: "append",
  replace: "overwrite",
  merge: "append_dedup",
};

/** The catalog a connector is given to read: each stream object as it was discovered, with our choices around it. */
export function configureCatalog(
  streams: readonly PlannedStream[],
  writers: readonly StreamWriter[],
  syncId: number,
): ConfiguredCatalog {
  return { streams: streams.map((stream, index) => configureStream(stream, writers[index], syncId)) };
}

function configureStream(
  { stream, syncMode, plan }: PlannedStream,
  writer: StreamWriter | undefined,
  syncId: number,
): ConfiguredStream {
  return {
    stream,
    sync_mode: syncMode,
    destination_sync_mode: destinationSyncModes[plan.mode],
    ...(syncMode === "incremental" && plan.cursor !== undefined ? { cursor_field: plan.cursor } : {}),
    ...(plan.primaryKey.length > 0 ? { primary_key: plan.primaryKey } : {}),
    ...(writer && { generation_id: writer.generation, minimum_generation_id: writer.minimumGeneration }),
    sync_id: syncId,
  };
}
