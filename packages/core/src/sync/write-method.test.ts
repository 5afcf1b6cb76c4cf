import { describe, expect, test } from "vitest";
import type { AirbyteStream } from "../protocol/catalog.ts";
import { isAirdockError } from "../error/airdock-error.ts";
import type { StreamOptions } from "./sync-options.ts";
import { chooseWriteMethod } from "./write-method.ts";

const both = { supported_sync_modes: ["full_refresh", "incremental"] } as const;
const keyed = { source_defined_primary_key: [["id"]] };
const sourceCursor = { source_defined_cursor: true, default_cursor_field: ["updated"] };
const defaultCursor = { default_cursor_field: ["updated"] };

describe("auto", () => {
  test.each<[string, Partial<AirbyteStream>, StreamOptions, string, string]>([
    ["key and the source's cursor", { ...both, ...keyed, ...sourceCursor }, {}, "merge", "incremental"],
    ["key and a default cursor", { ...both, ...keyed, ...defaultCursor }, {}, "merge", "incremental"],
    ["key and a given cursor", { ...both, ...keyed }, { cursor: "updated" }, "merge", "incremental"],
    [
      "key, and a cursor the source does not name",
      { ...both, ...keyed, source_defined_cursor: true },
      {},
      "merge",
      "incremental",
    ],
    ["cursor without key", { ...both, ...sourceCursor }, {}, "append", "incremental"],
    ["cursor and a given key", { ...both, ...sourceCursor }, { key: "id" }, "merge", "incremental"],
    ["incremental without any cursor", { ...both, ...keyed }, {}, "replace", "full_refresh"],
    [
      "full refresh only",
      { ...keyed, ...sourceCursor, supported_sync_modes: ["full_refresh"] },
      {},
      "replace",
      "full_refresh",
    ],
    ["no sync modes", { supported_sync_modes: [] }, {}, "replace", "full_refresh"],
    ["sync modes null", { supported_sync_modes: null }, {}, "replace", "full_refresh"],
  ])("%s", (_, stream, options, mode, syncMode) => {
    expect(chooseWriteMethod(describeStream(stream), options)).toMatchObject({ mode, syncMode });
  });
});

describe("a chosen mode", () => {
  test.each<[StreamOptions["mode"], Partial<AirbyteStream>, string]>([
    ["append", { ...both, ...keyed, ...sourceCursor }, "incremental"],
    ["append", keyed, "full_refresh"],
    ["merge", { ...both, ...keyed, ...sourceCursor }, "incremental"],
    ["merge", keyed, "full_refresh"],
    ["replace", { ...both, ...keyed, ...sourceCursor }, "full_refresh"],
  ])("%s", (mode, stream, syncMode) => {
    expect(chooseWriteMethod(describeStream(stream), { mode })).toMatchObject({ mode, syncMode });
  });

  test("merge without a key is refused", () => {
    expect(codeOf(() => chooseWriteMethod(describeStream(both), { mode: "merge" }))).toBe("STREAM_OPTION_INVALID");
  });
});

describe("keys", () => {
  test.each<[StreamOptions["key"], readonly string[][]]>([
    [undefined, [["id"]]],
    ["name", [["name"]]],
    [
      ["region", "id"],
      [["region"], ["id"]],
    ],
    [
      [["owner", "id"], "name"],
      [["owner", "id"], ["name"]],
    ],
    [[], []],
  ])("%j gives %j", (key, primaryKey) => {
    expect(chooseWriteMethod(describeStream({ ...both, ...keyed, ...sourceCursor }), { key }).primaryKey).toEqual(
      primaryKey,
    );
  });

  test("an empty path of the source is no key", () => {
    expect(chooseWriteMethod(describeStream({ source_defined_primary_key: [[]] }), {}).primaryKey).toEqual([]);
  });
});

describe("cursors", () => {
  test.each<[string, Partial<AirbyteStream>, StreamOptions["cursor"], object]>([
    ["the source's wins", sourceCursor, "created", { cursor: ["updated"], ignoredCursor: ["created"] }],
    ["the same is nothing to speak of", sourceCursor, "updated", { cursor: ["updated"] }],
    ["a given one wins over the default", defaultCursor, "created", { cursor: ["created"] }],
    ["a path", {}, ["meta", "at"], { cursor: ["meta", "at"] }],
    [
      "where the source names none, a given one tells rows apart",
      { source_defined_cursor: true },
      "created",
      { cursor: ["created"] },
    ],
  ])("%s", (_, stream, cursor, expected) => {
    const { cursor: chosen, ignoredCursor } = chooseWriteMethod(describeStream({ ...both, ...keyed, ...stream }), {
      cursor,
    });
    expect({ cursor: chosen, ...(ignoredCursor && { ignoredCursor }) }).toEqual(expected);
  });
});

function describeStream(stream: Partial<AirbyteStream>): AirbyteStream {
  return { name: "users", json_schema: {}, ...stream };
}

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (isAirdockError(error)) return error.code;
    throw error;
  }
  return undefined;
}
