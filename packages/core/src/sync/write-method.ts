import type { WriteMode } from "../cache/write-mode.ts";
import { AirdockError } from "../error/airdock-error.ts";
import type { AirbyteStream, FieldPath, SyncMode } from "../protocol/catalog.ts";
import { readKey, readPath } from "./read-key.ts";
import type { StreamOptions } from "./sync-options.ts";

/** How a stream is read and how its rows are written. */
export interface WriteMethod {
  readonly mode: WriteMode;
  readonly syncMode: SyncMode;
  readonly primaryKey: readonly FieldPath[];
  readonly cursor?: FieldPath;
  /** The cursor that was given and not used, since the source defines its own. */
  readonly ignoredCursor?: FieldPath;
}

/**
 * Decides mode, key and cursor of a stream. `auto`: what can be read incrementally is merged by its key, or appended
 * where there is none; the rest is replaced. Throws STREAM_OPTION_INVALID.
 *
 * Cursor as in the Airbyte protocol: one that the source defines wins, else the one given, else the default, else the
 * stream cannot be read incrementally.
 */
export function chooseWriteMethod(stream: AirbyteStream, options: StreamOptions): WriteMethod {
  const primaryKey =
    readKey(options.key) ?? (stream.source_defined_primary_key ?? []).filter((path) => path.length > 0);
  const cursors = resolveCursor(stream, readPath(options.cursor));
  const incremental =
    (stream.supported_sync_modes ?? []).includes("incremental") &&
    (stream.source_defined_cursor === true || cursors.cursor !== undefined);
  const mode = resolveMode(options.mode ?? "auto", { incremental, keyed: primaryKey.length > 0 });
  if (mode === "merge" && primaryKey.length === 0) throw mergeWithoutKey(stream);
  return { mode, syncMode: mode !== "replace" && incremental ? "incremental" : "full_refresh", primaryKey, ...cursors };
}

function resolveMode(
  mode: WriteMode | "auto",
  can: { readonly incremental: boolean; readonly keyed: boolean },
): WriteMode {
  if (mode !== "auto") return mode;
  if (!can.incremental) return "replace";
  return can.keyed ? "merge" : "append";
}

function resolveCursor(
  stream: AirbyteStream,
  given: FieldPath | undefined,
): Pick<WriteMethod, "cursor" | "ignoredCursor"> {
  const preset = stream.default_cursor_field?.length ? stream.default_cursor_field : undefined;
  if (given === undefined) return preset === undefined ? {} : { cursor: preset };
  if (stream.source_defined_cursor !== true || preset === undefined) return { cursor: given };
  const same = preset.length === given.length && preset.every((part, index) => part === given[index]);
  return same ? { cursor: preset } : { cursor: preset, ignoredCursor: given };
}

function mergeWithoutKey(stream: AirbyteStream): AirdockError {
  return new AirdockError(`Stream ${stream.name} cannot be merged: it has no primary key.`, {
    code: "STREAM_OPTION_INVALID",
    hint: "Name one with the stream option key, or choose the mode append or replace.",
    data: { stream: stream.name, option: "mode" },
  });
}
