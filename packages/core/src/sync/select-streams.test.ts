import type { AirbyteCatalog } from "../protocol/catalog.ts";
import { expect, test } from "vitest";
import type { SyncOptions } from "./sync-options.ts";
import { selectStreams } from "./select-streams.ts";

const catalog = {
  streams: [
    { name: "users", json_schema: {} },
    { name: "orders", namespace: "shop", json_schema: {} },
    { name: "orders", namespace: "archive", json_schema: {} },
    { name: "logs", namespace: null, json_schema: {} },
    { name: "a,b", json_schema: {} },
  ],
};

test.each<[SyncOptions["streams"], string[]]>([
  [undefined, ["users", "shop.orders", "archive.orders", "logs", "a,b"]],
  [
    ["logs", "users"],
    ["users", "logs"],
  ],
  [["orders"], ["shop.orders", "archive.orders"]],
  [["shop.orders"], ["shop.orders"]],
  ["logs, users", ["users", "logs"]],
  ["a,b", ["a,b"]],
  ["a,b,shop.orders", ["shop.orders", "a,b"]],
  [["a,b"], ["a,b"]],
  ["*", ["users", "shop.orders", "archive.orders", "logs", "a,b"]],
  [["*"], ["users", "shop.orders", "archive.orders", "logs", "a,b"]],
  [{ users: {}, "archive.orders": {} }, ["users", "archive.orders"]],
  [{ "*": { mode: "append" } }, ["users", "shop.orders", "archive.orders", "logs", "a,b"]],
  [{ "*": { mode: "append" }, logs: {} }, ["logs"]],
])("%j selects %j", (streams, selected) => {
  const keys = selectStreams(catalog, { streams }).map(({ key }) =>
    key.namespace ? `${key.namespace}.${key.name}` : key.name,
  );
  expect(keys).toEqual(selected);
});

test("options of the stream win over the defaults, and those over the sync's write mode", () => {
  const streams = {
    "*": { mode: "append", undeclared: "ignore" },
    orders: { mode: "merge" },
    "shop.orders": { key: "id" },
    logs: {},
  } as const;
  const selected = selectStreams(catalog, { streams, writeMode: "replace" });
  expect(selected.map(({ options }) => options)).toEqual([
    { mode: "merge", undeclared: "ignore", key: "id" },
    { mode: "merge", undeclared: "ignore" },
    { mode: "append", undeclared: "ignore" },
  ]);
  expect(selectStreams(catalog, { streams: ["users"], writeMode: "replace" })[0]?.options).toEqual({ mode: "replace" });
});

test("options can be given apart from the choice, for streams that are not named in it", () => {
  const streamOptions = { "*": { undeclared: "ignore" }, users: { key: "id" } } as const;
  const selected = selectStreams(catalog, { streamOptions });
  expect(selected.map(({ options }) => options)).toEqual([
    { undeclared: "ignore", key: "id" },
    ...selected.slice(1).map(() => ({ undeclared: "ignore" })),
  ]);
  expect(() => selectStreams(catalog, { streamOptions: { user: {} } })).toThrow(
    expect.objectContaining({ code: "STREAM_UNKNOWN" }),
  );
});

test("an unknown stream is named, with the nearest one", () => {
  expect(() => selectStreams(catalog, { streams: ["user"] })).toThrow(
    expect.objectContaining({ code: "STREAM_UNKNOWN", hint: "Did you mean users?" }),
  );
});

test("nothing to read is an error", () => {
  expect(() => selectStreams(catalog, { streams: [] })).toThrow(expect.objectContaining({ code: "USAGE" }));
  expect(() => selectStreams({ streams: [] }, {})).toThrow(expect.objectContaining({ code: "USAGE" }));
});

test("a stream that is listed twice counts once", () => {
  const [first] = catalog.streams;
  expect(selectStreams({ streams: [...catalog.streams, ...(first ? [first] : [])] }, {})).toHaveLength(5);
});

test("refuses more streams than a sync takes, and takes as many as it says", () => {
  const catalog = (count: number): AirbyteCatalog => ({
    streams: Array.from({ length: count }, (_, index) => ({ name: `s${index}`, json_schema: {} })),
  });
  expect(selectStreams(catalog(20_000), {})).toHaveLength(20_000);
  expect(() => selectStreams(catalog(1_000_000), {})).toThrow(expect.objectContaining({ code: "TOO_MANY_STREAMS" }));
});
