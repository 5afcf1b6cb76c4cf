import { row } from "@airdock-test/connectors";
import { expect } from "vitest";
import type { StreamContent } from "./read-content.ts";
import type { Scenario } from "./scenario.ts";

/** Expects every stream to have exactly the rows its state has earned: all that the source sent before it, nothing after it. */
export function expectCheckpoint(content: Readonly<Record<string, StreamContent>>, scenario: Scenario): void {
  for (const [stream, { rows, done }] of Object.entries(content)) {
    if (scenario.modes[stream] === "replace") expect([0, scenario.records], stream).toContain(done);
    const names = rows.map(({ name }) => name);
    expect(names, `${stream} after ${done} records`).toEqual(expectedNames(stream, done, scenario));
  }
}

/** Names are hashes of stream and number, so that no two rows share one. Merged rows are the newest of their id. */
function expectedNames(stream: string, done: number, { modes, distinctKeys }: Scenario): string[] {
  const first = modes[stream] === "merge" && distinctKeys > 0 ? Math.max(0, done - distinctKeys) : 0;
  return Array.from({ length: done - first }, (_, index) => row(stream, first + index, { distinctKeys }).name);
}
