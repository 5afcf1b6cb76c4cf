import { describe, expect, it } from "vitest";
import { parseCatalog } from "./parse-catalog.ts";

describe("parseCatalog", () => {
  it("keeps what it knows and what it does not", () => {
    const stream = {
      name: "users",
      namespace: "public",
      json_schema: { type: "object" },
      supported_sync_modes: ["full_refresh", "incremental"],
      source_defined_cursor: true,
      default_cursor_field: ["updated_at"],
      source_defined_primary_key: [["id"], ["owner", "id"]],
      is_resumable: null,
      something_new: [1],
    } as const;
    expect(parseCatalog({ streams: [stream], new_too: 1 })).toEqual({ streams: [stream], new_too: 1 });
  });

  it.each([[undefined], [null], [true], [[]]])("takes a json_schema of %j as {}", (schema) => {
    expect(
      parseCatalog({ streams: [{ name: "a", ...(schema === undefined ? {} : { json_schema: schema }) }] }),
    ).toEqual({
      streams: [{ name: "a", json_schema: {} }],
    });
  });

  it("leaves out fields of a wrong type", () => {
    const wrong = {
      namespace: 7,
      supported_sync_modes: "incremental",
      source_defined_cursor: "yes",
      default_cursor_field: 1,
      source_defined_primary_key: [["id"], 2],
      is_resumable: 1,
      is_file_based: {},
    };
    expect(parseCatalog({ streams: [{ name: "a", json_schema: {}, ...wrong }] })).toEqual({
      streams: [{ name: "a", json_schema: {} }],
    });
  });

  it.each([
    [["id"], [["id"]]],
    [
      ["shop", ["owner", "no"]],
      [["shop"], ["owner", "no"]],
    ],
    ["id", [["id"]]],
  ])("takes the names %j of a key as paths", (source_defined_primary_key, paths) => {
    const stream = { name: "a", json_schema: {}, source_defined_primary_key, default_cursor_field: "at" };
    expect(parseCatalog({ streams: [stream] }).streams).toEqual([
      { ...stream, source_defined_primary_key: paths, default_cursor_field: ["at"] },
    ]);
  });

  it("leaves out sync modes that nobody knows", () => {
    const { streams } = parseCatalog({ streams: [{ name: "a", supported_sync_modes: ["full_refresh", "future"] }] });
    expect(streams[0]?.supported_sync_modes).toEqual(["full_refresh"]);
  });

  it.each([[{}], [{ streams: null }], [{ streams: {} }], [{ streams: [{ json_schema: {} }] }], [{ streams: [7] }]])(
    "cannot use %j",
    (payload) => {
      expect(() => parseCatalog(payload)).toThrow(expect.objectContaining({ code: "PROTOCOL_VIOLATED" }));
    },
  );
});
