import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCursor } from "../src/cursor/create-cursor.ts";
import type { Cursor } from "../src/cursor/cursor.ts";
import { migrateState } from "../src/cursor/migrate-state.ts";
import { Component } from "../src/load/component.ts";
import { ManifestError } from "../src/load/manifest-error.ts";
import { createPartitionRouter } from "../src/partition/create-partition-router.ts";
import type { ParentStream, PartitionRouter } from "../src/partition/partition-router.ts";
import { parseJson } from "../src/python/parse-json.ts";
import { PythonError } from "../src/python/python-error.ts";
import type { PythonDict, PythonValue } from "../src/python/value.ts";
import type { RequestTarget } from "../src/request/request-option.ts";
import { StreamSlice } from "../src/stream/stream-slice.ts";

interface Read {
  readonly slice: number;
  readonly records: PythonDict[];
}

interface CursorCase {
  readonly component: PythonDict;
  readonly config: PythonDict;
  readonly state: PythonDict;
  readonly reads?: readonly Read[];
  readonly probes?: readonly PythonDict[];
  readonly expected: PythonDict;
}

interface ScriptStep {
  readonly partition?: PythonDict;
  readonly cursor?: PythonDict;
  readonly extra?: PythonDict;
  readonly parent?: PythonDict;
  readonly records?: readonly PythonDict[];
}

const targets: readonly RequestTarget[] = ["request_parameter", "header", "body_data", "body_json"];
const mostSlices = 15;
const mostResumed = 4;

beforeAll(() => void vi.useFakeTimers({ now: Date.parse("2024-03-01T12:34:56.789Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

describe("cursor", () => {
  test.each(readCases<CursorCase>("cursor"))("$# $component.datetime_format $state", async (one) => {
    const { component, config, state, reads = [] } = one;
    const result = await attempt(async () => {
      const cursor = createCursor(optionsOf(component, config, state));
      const played = await play(cursor, one);
      const first = Array.isArray(played["slices"]) ? (played["slices"][0] as PythonDict | undefined) : undefined;
      if (component["type"] === "DatetimeBasedCursor") {
        const whole = first === undefined ? [] : [new StreamSlice({ cursorSlice: first["cursor"] as PythonDict })];
        played["split"] = whole.map((slice) => cursor.split?.(slice, undefined)?.map(show) ?? null);
        const follower = cursor.follow?.();
        for (const slice of whole)
          for (const { records } of reads) for (const data of records) follower?.observe({ data, slice });
        played["rest"] = whole.map((slice) => show(follower?.rest(slice) ?? slice));
      }
      await addResumed(played, (saved) => createCursor(optionsOf(component, config, saved)));
      played["time"] = floor(cursor.timeOf?.(state));
      return played;
    });
    expect(result).toEqual(one.expected);
    expectSameBytes(result, one.expected);
  });
});

describe("cursor by partition", () => {
  test.each(readCases<CursorCase & { partitions: ScriptStep[] }>("partition"))("$# $state", async (one) => {
    const result = await attempt(async () => {
      const create = (state: PythonDict): Cursor =>
        createCursor({ ...optionsOf(one.component, one.config, state), partitionRouter: scriptRouter(one.partitions) });
      const played = await play(create(one.state), one);
      await addResumed(played, create);
      return played;
    });
    expect(result).toEqual(one.expected);
    expectSameBytes(result, one.expected);
  });
});

describe("limits", () => {
  interface LimitCase extends CursorCase {
    readonly count: number;
    readonly close: number;
  }
  test.each(readCases<LimitCase>("limit"))("$count partitions, every $close. closed", async (one) => {
    const script = Array.from({ length: one.count }, (_, id) => ({ partition: { id } }));
    const cursor = createCursor({
      ...optionsOf(one.component, one.config, one.state),
      partitionRouter: scriptRouter(script),
    });
    let index = 0;
    for await (const slice of cursor.slices()) {
      if (one.close > 0 && index % one.close === 0) cursor.closeSlice(slice);
      index += 1;
    }
    const { use_global_cursor: isGlobal, states } = cursor.state as {
      use_global_cursor: boolean;
      states?: PythonDict[];
    };
    const { kept, ...expected } = one.expected;
    expect({
      global: isGlobal,
      first: states?.at(0)?.["partition"] ?? null,
      last: states?.at(-1)?.["partition"] ?? null,
    }).toEqual(expected);
    if (states !== undefined) expect(states.length).toBe(kept);
  });
});

describe("router", () => {
  test.each(readCases<{ router: PythonDict; config: PythonDict; expected: PythonDict }>("router"))(
    "$# $router.type",
    async (one) => {
      const result = await attempt(async () => {
        const router = createRouter(one.router, one.config);
        const shown: { slices: PythonValue[]; states: PythonValue[]; options: PythonValue[] } = {
          slices: [],
          states: [],
          options: [],
        };
        for await (const slice of router.slices()) {
          shown.slices.push(show(slice));
          shown.states.push(router.parentState() ?? null);
          shown.options.push(
            Object.fromEntries(targets.map((target) => [target, router.requestOptions(target, slice)])),
          );
        }
        return { ...shown, final: router.parentState() ?? null };
      });
      expect(result).toEqual(one.expected);
    },
  );
});

describe("migration", () => {
  test.each(readCases<PythonDict>("migration"))("$# $state", (one) => {
    const parents = one["parents"] ?? [];
    const stream = {
      type: "DeclarativeStream",
      $parameters: one["parameters"] ?? {},
      retriever: { partition_router: { type: "SubstreamPartitionRouter", parent_stream_configs: parents } },
      incremental_sync: { cursor_field: one["cursor_field"] ?? "" },
      state_migrations: [{ type: "LegacyToPerPartitionStateMigration" }],
    };
    const migrated = migrateState({
      stream: new Component(stream, "streams[0]"),
      state: one["state"] as PythonDict,
      config: one["config"] as PythonDict,
    });
    expect(migrated).toEqual(one["expected"]);
  });
});

/** Reads the slices in the order of the case, with its records, and tells what became of the state. */
async function play(cursor: Cursor, one: CursorCase): Promise<PythonDict> {
  const slices: StreamSlice[] = [];
  for await (const slice of cursor.slices()) {
    slices.push(slice);
    if (slices.length === mostSlices) break;
  }
  const states: PythonValue[] = [];
  for (const read of one.reads ?? []) {
    const slice = slices[read.slice];
    if (slice === undefined) continue;
    for (const data of read.records) cursor.observe({ data, slice });
    cursor.closeSlice(slice);
    states.push(structuredClone(cursor.state));
  }
  const result: PythonDict = { slices: slices.map(show), states };
  const where = slices[0] ?? new StreamSlice();
  if (one.probes !== undefined && one.probes.length > 0)
    result["synced"] = one.probes.map((data) => attemptSync(() => cursor.shouldBeSynced({ data, slice: where })));
  cursor.ensureStateEmitted();
  result["final"] = structuredClone(cursor.state);
  return result;
}

/** The slices of a sync after one that was interrupted: the engine's state is the CDK's, so each can go on where the other stopped. */
async function addResumed(played: PythonDict, create: (state: PythonDict) => Cursor): Promise<void> {
  const last = Array.isArray(played["states"]) ? (played["states"].at(-1) as PythonDict | undefined) : undefined;
  if (last === undefined) return;
  const resumed: PythonValue[] = [];
  for await (const slice of create(last).slices()) if (resumed.push(show(slice)) === mostResumed) break;
  played["resumed"] = resumed;
}

/** States are the same down to the order of their keys. */
function expectSameBytes(result: PythonDict, expected: PythonDict): void {
  for (const part of ["states", "final"]) expect(JSON.stringify(result[part])).toBe(JSON.stringify(expected[part]));
}

function optionsOf(component: PythonDict, config: PythonDict, state: PythonDict): Parameters<typeof createCursor>[0] {
  const incrementalSync = new Component(component, "streams[0].incremental_sync");
  return { incrementalSync, streamName: "things", config, state: structuredClone(state), emitState: () => {} };
}

/** A router that gives the partitions of a case, and with each the state its parents have by then. */
function scriptRouter(script: readonly ScriptStep[]): PartitionRouter {
  let state: PythonDict | undefined;
  return {
    async *slices() {
      for (const { partition = {}, extra = {}, parent } of script) {
        state = parent;
        yield new StreamSlice({ partition, extraFields: extra });
      }
    },
    parentState: () => state,
    requestOptions: () => ({}),
  };
}

function createRouter(definition: PythonDict, config: PythonDict): PartitionRouter {
  const isList = definition["type"] === "Cartesian";
  const retriever = new Component(
    { partition_router: isList ? (definition["routers"] ?? []) : definition },
    "retriever",
  );
  return createPartitionRouter(retriever.children("partition_router"), {
    config,
    streamName: "things",
    state: {},
    createParentStream: (stream) => scriptParent(stream, config),
  });
}

function scriptParent(stream: Component, config: PythonDict): ParentStream {
  const script = stream.list("script") as unknown as readonly ScriptStep[];
  const name = stream.text("name") ?? "";
  const slices = script.map(({ partition = {}, cursor = {} }) => new StreamSlice({ partition, cursorSlice: cursor }));
  const cursor = createCursor({
    incrementalSync: stream.child("incremental_sync"),
    streamName: name,
    config,
    state: {},
    emitState: () => {},
  });
  cursor.slices = async function* () {
    yield* slices;
  };
  return {
    name,
    cursor,
    async *readSlice(slice) {
      for (const data of script[slices.indexOf(slice)]?.records ?? []) yield { data, slice };
    },
  };
}

function show(slice: StreamSlice): PythonDict {
  const shown: PythonDict = { partition: slice.partition, cursor: slice.cursorSlice };
  if (Object.keys(slice.extraFields).length > 0) shown["extra"] = slice.extraFields;
  return replaceInfinity(shown) as PythonDict;
}

function replaceInfinity(value: PythonValue): PythonValue {
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (item === Infinity ? "Infinity" : item)),
  ) as PythonValue;
}

function floor(time: number | undefined): number | null {
  return time === undefined ? null : Math.trunc(time);
}

async function attempt(run: () => Promise<PythonDict>): Promise<PythonDict> {
  try {
    return await run();
  } catch (error) {
    return describeError(error);
  }
}

function attemptSync(run: () => PythonValue): PythonValue {
  try {
    return run();
  } catch (error) {
    return describeError(error);
  }
}

/** The Python class of an error: what the engine calls a mistake of the manifest is a ValueError there. */
function describeError(error: unknown): PythonDict {
  if (error instanceof PythonError) return { error: error.type };
  if (error instanceof ManifestError) return { error: "ValueError" };
  throw error;
}

function readCases<Case>(name: string): readonly (Case & PythonDict)[] {
  const document = parseJson(readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8")) as PythonDict;
  return document["cases"] as unknown as readonly (Case & PythonDict)[];
}
