import type { Component } from "../load/component.ts";
import type { Cursor } from "../cursor/cursor.ts";
import { parseDuration } from "../python/parse-duration.ts";
import { Timedelta } from "../python/timedelta.ts";
import type { StreamSlice } from "./stream-slice.ts";
import { TracedError } from "./traced-error.ts";

const maxDepth = 10;

/** Smaller slices in place of one the API rejects as too large. Rejects where the manifest does not allow it or nothing smaller is left. */
export function splitWindow(parts: {
  readonly component: Component;
  readonly cursor: Cursor | undefined;
  readonly slice: StreamSlice;
  readonly depth: number;
  readonly name: string;
  readonly reason: string | undefined;
}): readonly StreamSlice[] {
  const { component, cursor, slice, depth, name, reason } = parts;
  const splitting = component.child("request_window_splitting");
  if (splitting === undefined || cursor?.split === undefined)
    throw new TracedError(
      `Stream ${name} asked for a smaller request window, but its retriever does not define a \`request_window_splitting\`.`,
      { failureType: "config_error" },
    );
  const advice = splitting.text("failure_message")?.trim() ?? "";
  const fail = (message: string): TracedError =>
    new TracedError(advice === "" ? message : `${message} ${advice}`, {
      failureType: "transient_error",
      internalMessage: reason,
    });
  if (depth >= maxDepth)
    throw fail(
      `Stream ${name} could not split its request window to a size the API accepts within ${maxDepth} splits.`,
    );
  const written = splitting.text("min_split_window");
  const minimum = written === undefined ? undefined : parseDuration(written);
  const children = cursor.split(slice, minimum instanceof Timedelta ? minimum.totalSeconds() : undefined);
  if (children !== undefined) return children;
  const note = written === undefined ? "" : `, its configured \`min_split_window\` (${written})`;
  throw fail(
    `The API kept rejecting stream ${name}'s request window even at the smallest window its cursor allows${note}, or splitting the window further would not make progress.`,
  );
}
