import { describe, expect, test } from "vitest";
import type { StreamWriter } from "../cache/cache.ts";
import { parseExact, printExact } from "../protocol/exact-json.ts";
import { parseCatalog } from "../protocol/parse-catalog.ts";
import { chooseStates } from "./choose-states.ts";
import { configureCatalog } from "./configured-catalog.ts";
import { planSync } from "./plan-sync.ts";

const discovered = `{"streams":[
  {"name":"users","namespace":"shop","json_schema":{"properties":{"id":{"type":"integer","maximum":18446744073709551615},"updated":{}},"x-price":1.10},
   "supported_sync_modes":["full_refresh","incremental"],"source_defined_cursor":true,"default_cursor_field":["updated"],
   "source_defined_primary_key":[["id"]],"is_resumable":true,"x-future":{"kept":[1e400]}},
  {"name":"plain","json_schema":{}}
]}`;

describe("the configured catalog", () => {
  const catalog = parseCatalog(parseExact(discovered) as never);
  const plan = planSync(catalog, { streams: { users: { cursor: "updated" }, plain: {} } }, { streams: [], states: [] });
  const writers = plan.streams.map(({ key }, index) => writer(key, index + 4, index));
  const configured = configureCatalog(plan.streams, writers, 7);

  test("says in Airbyte's words what is to be done", () => {
    const choices = configured.streams.map((one) => Object.entries(one).filter(([key]) => key !== "stream"));
    expect(choices.map((entries) => Object.fromEntries(entries))).toEqual([
      {
        sync_mode: "incremental",
        destination_sync_mode: "append_dedup",
        cursor_field: ["updated"],
        primary_key: [["id"]],
        generation_id: 4,
        minimum_generation_id: 0,
        sync_id: 7,
      },
      {
        sync_mode: "full_refresh",
        destination_sync_mode: "overwrite",
        generation_id: 5,
        minimum_generation_id: 1,
        sync_id: 7,
      },
    ]);
  });

  test("hands the streams back as they were discovered, unknown fields and long numbers included", () => {
    const text = printExact(configured.streams.map(({ stream }) => stream) as never);
    expect(text).toContain('"maximum":18446744073709551615');
    expect(text).toContain('"x-future":{"kept":[1e400]}');
    expect(text).toContain('"is_resumable":true');
  });
});

describe("states that are given back", () => {
  const catalog = {
    streams: ["a", "b", "c"].map((name) => ({
      name,
      json_schema: {},
      supported_sync_modes: ["incremental" as const],
      source_defined_cursor: true,
    })),
  };
  const { streams } = planSync(catalog, { streams: { a: {}, b: { mode: "replace" } } }, { streams: [], states: [] });
  const streamState = (name: string) => ({
    type: "STREAM" as const,
    stream: { name },
    text: `{"state":{"x":"${name}"}}`,
  });

  test("of each stream that is read on, not of one that is replaced or left out", () => {
    expect(chooseStates(["a", "b", "c"].map(streamState), streams)).toEqual([streamState("a")]);
  });

  test("a GLOBAL state goes without the entries of replaced streams, the rest as it was written", () => {
    const entry = (name: string) => `{"stream_descriptor":{"name":"${name}"}, "stream_state":{"n":1.0}}`;
    const text = (...names: string[]) =>
      `{"type":"STATE", "state":{"type":"GLOBAL","global":{"shared_state":{"lsn":12345678901234567890},"stream_states":[${names.map(entry).join(",")}]}}}`;
    expect(chooseStates([{ type: "GLOBAL", text: text("a", "b", "c") }], streams)).toEqual([
      { type: "GLOBAL", text: text("a", "c") },
    ]);
  });

  test("none when every stream is replaced", () => {
    const replaced = streams.filter(({ plan }) => plan.mode === "replace");
    expect(chooseStates([{ type: "LEGACY", text: "{}" }], replaced)).toEqual([]);
    expect(chooseStates([{ type: "LEGACY", text: "{}" }], streams)).toEqual([{ type: "LEGACY", text: "{}" }]);
  });
});

test("a cursor that is not used is mentioned", () => {
  const stream = {
    name: "a",
    json_schema: {},
    supported_sync_modes: ["incremental" as const],
    source_defined_cursor: true,
    default_cursor_field: ["x"],
  };
  const plan = planSync({ streams: [stream] }, { streams: { a: { cursor: "y" } } }, { streams: [], states: [] });
  expect(plan.warnings).toEqual([
    { code: "cursor-ignored", message: "The source defines the cursor of a: x is used, not y.", stream: { name: "a" } },
  ]);
});

function writer(stream: { readonly name: string }, generation: number, minimumGeneration: number): StreamWriter {
  return {
    stream,
    table: { name: stream.name },
    generation,
    minimumGeneration,
    stage: async () => {},
    discard: async () => {},
  };
}
