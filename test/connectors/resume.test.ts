import { describe, expect, test } from "vitest";
import { connectorPath, rowStream } from "./index.ts";
import { runConnector } from "./run-connector.ts";

const config = { streams: ["a", "b"], records: 25, records_per_state: 10 };
const catalog = { streams: config.streams.map((name) => ({ stream: rowStream(name) })) };

describe.each([
  ["states-between-records", true],
  ["global-state", false],
  ["legacy-state", false],
] as const)("%s", (name, perStream) => {
  test("sends the same rows every time", async () => {
    const { lines, code } = await read([]);
    expect(code).toBe(0);
    expect(lines).toEqual((await read([])).lines);
    expect(rowsOf(lines)).toHaveLength(50);
  });

  test("goes on from each of its states where an uninterrupted read does", async () => {
    const { lines } = await read([]);
    const positions = lines.flatMap((line, index) => (isState(line) ? [index] : []));
    expect(positions.length).toBeGreaterThan(4);
    for (const position of positions) {
      const covering = config.streams.map((stream) =>
        lines.findLastIndex((line, index) => index <= position && covers(line, stream)),
      );
      const states = [...new Set(covering)].flatMap((index) => lines[index] ?? []);
      const rest = await read(states.map((line) => JSON.parse(line).state));
      const missing = config.streams.flatMap((stream, index) =>
        rowsOf(lines.slice((covering[index] ?? -1) + 1), stream),
      );
      expect(rowsOf(rest.lines).toSorted(), `state at line ${position}`).toEqual(missing.toSorted());
    }
  });

  function covers(line: string, stream: string): boolean {
    return isState(line) && (!perStream || line.includes(`"name":"${stream}"`));
  }

  function read(state: unknown[]) {
    return runConnector(connectorPath(name), "read", { files: { config, catalog, state } });
  }
});

test("with distinct_keys later rows are newer versions of earlier ids", async () => {
  const files = { config: { ...config, streams: ["a"], distinct_keys: 7 }, catalog: { streams: [catalog.streams[0]] } };
  const { lines } = await runConnector(connectorPath("states-between-records"), "read", { files });
  const ids = rowsOf(lines).map((line) => JSON.parse(line).record.data.id);
  expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => index % 7));
});

function isState(line: string): boolean {
  return line.startsWith('{"type":"STATE"');
}

function rowsOf(lines: string[], stream = ""): string[] {
  return lines.filter((line) => line.startsWith(`{"type":"RECORD","record":{"stream":"${stream}`));
}
