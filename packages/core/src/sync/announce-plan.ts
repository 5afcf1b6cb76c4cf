import { eventStream } from "./event-reporter.ts";
import type { RunParts } from "./run-parts.ts";
import { tableLabel } from "./table-label.ts";

/** Tells how each stream will be read and written, and what is odd about the wishes. */
export function announcePlan({ plan, intakes, reporter, warnings }: RunParts): void {
  for (const { planned, writer } of intakes) {
    const { key, syncMode } = planned;
    const table = tableLabel(writer.table);
    reporter.emit({ type: "stream-planned", ...eventStream(key), mode: planned.plan.mode, syncMode, table });
  }
  for (const warning of plan.warnings) warnings.add(warning);
}
