import { row } from "@airdock-test/connectors";
import { expect } from "vitest";
import type { StreamContent } from "./cache-content.ts";
import { records, recordsPerState, type Scenario } from "./scenario.ts";

/** Expects every stream to have exactly the rows its state has earned: all that the source sent before it, nothing after it. */
export function expectCheckpoint(content: Readonly<Record<string, StreamContent>>, scenario: Scenario): void {
  for (const [stream, { rows, done }] of Object.entries(content)) {
    expect(done % (scenario.modes[stream] === "replace" ? records : recordsPerState), `${stream}: ${done} done`).toBe(
      0,
    );
    const names = rows.map(({ name }) => name);
    expect(names, `${stream} after ${done} records`).toEqual(expectedNames(stream, done, scenario));
  }
}

/** The names are hashes of stream and number: no two rows have the same. Merged rows are the newest of their id. */
function expectedNames(stream: string, done: number, { modes, distinctKeys }: Scenario): string[] {
  const first = modes[stream] === "merge" && distinctKeys > 0 ? Math.max(0, done - distinctKeys) : 0;
  return Array.from({ length: done - first }, (_, index) => row(stream, first + index, { distinctKeys }).name);
}
