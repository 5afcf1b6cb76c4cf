import type { Cache } from "../cache/cache.ts";
import { eventStream } from "./event-reporter.ts";
import type { RunParts } from "./run-parts.ts";
import { tableLabel } from "./table-label.ts";

/** Reports how each stream will be read and written, what is odd about the options, and what the cache says of its tables. */
export function announcePlan({ plan, intakes, reporter, warnings }: RunParts, cache: Pick<Cache, "remarks">): void {
  for (const { planned, writer } of intakes) {
    const { key, syncMode } = planned;
    const table = tableLabel(writer.table);
    reporter.emit({ type: "stream-planned", ...eventStream(key), mode: planned.plan.mode, syncMode, table });
  }
  for (const warning of plan.warnings) warnings.add(warning);
  const tables = intakes.map(({ writer }) => writer.table);
  for (const message of cache.remarks?.(tables) ?? []) warnings.add({ code: "cache-remark", message });
}
