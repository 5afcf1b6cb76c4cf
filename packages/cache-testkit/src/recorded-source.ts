import { readFileSync } from "node:fs";
import type { AirbyteStream, JsonObject, Source } from "@airdock/core";
import { createMessageSource } from "@airdock/core/testing";

/** How much of a recording is played. */
export interface RecordedSourceOptions {
  /** Breaks off, with exit code 1, after so many lines. Default: never. */
  readonly breakAfter?: number;
}

/**
 * A source that prints a recording of `streams/`: the first line is its catalog. When it is given a state back, it goes on
 * behind the line that had it, as a source that resumes.
 */
export function createRecordedSource(recording: string, { breakAfter }: RecordedSourceOptions = {}): Source {
  const [catalog, ...lines] = readLines(recording);
  return createMessageSource({
    name: "recorded",
    streams: (JSON.parse(catalog ?? "") as { catalog: { streams: AirbyteStream[] } }).catalog.streams,
    exitCode: breakAfter === undefined ? 0 : 1,
    read: ({ states }) => lines.slice(0, breakAfter).slice(lineAfter(lines, states)),
  });
}

/** How many lines a recording has, the catalog not counted. */
export function countLines(recording: string): number {
  return readLines(recording).length - 1;
}

function readLines(recording: string): string[] {
  const path = new URL(`../src/streams/${recording}.jsonl`, import.meta.url);
  return readFileSync(path, "utf8").trimEnd().split("\n");
}

/** The number of lines up to the last one whose state is among the given ones; 0 when there is none. */
function lineAfter(lines: readonly string[], states: readonly string[]): number {
  const given = new Set(states.map((text) => JSON.stringify(JSON.parse(text))));
  return lines.findLastIndex((line) => given.has(stateOf(line))) + 1;
}

function stateOf(line: string): string {
  try {
    return JSON.stringify((JSON.parse(line) as JsonObject)["state"]) ?? "";
  } catch {
    return "";
  }
}
