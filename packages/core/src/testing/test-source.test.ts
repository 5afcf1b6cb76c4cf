import { describe, expect, test } from "vitest";
import { sync } from "../sync/sync.ts";
import { createMemoryCache } from "./memory-cache.ts";
import { createTestSource } from "./test-source.ts";

const users = [
  { id: 1, name: "Ada" },
  { id: 2, name: "Grace" },
];

describe("a test source", () => {
  test("is what it was given", async () => {
    const source = createTestSource({
      users,
      orders: { records: [{ id: 1, price: 2.5, paid: true, tags: [] }], key: "id", cursor: "id" },
    });
    await using cache = createMemoryCache();
    const result = await sync({ source, cache });
    expect(result.streams.map(({ name, mode, written }) => [name, mode, written])).toEqual([
      ["users", "replace", 2],
      ["orders", "merge", 1],
    ]);
    const [row] = await Array.fromAsync(result.dataset("orders").rows());
    expect(row).toMatchObject({
      id: 1,
      price: 2.5,
      paid: true,
      tags: [],
      _airbyte_generation_id: 0,
      _airbyte_meta: { sync_id: 1, changes: [] },
    });
    expect((await source.discover()).streams[1]?.json_schema).toEqual({
      type: "object",
      properties: {
        id: { type: ["null", "integer"] },
        price: { type: ["null", "number"] },
        paid: { type: ["null", "boolean"] },
        tags: { type: ["null", "array"] },
      },
    });
  });

  test("with a cursor sends what is new", async () => {
    await using cache = createMemoryCache();
    const stream = { key: "id", cursor: "id", stateEvery: 1 };
    await sync({ source: createTestSource({ users: { ...stream, records: users } }), cache });
    const more = [...users, { id: 3, name: "Mary" }];
    const result = await sync({ source: createTestSource({ users: { ...stream, records: more } }), cache });
    expect(result.streams).toMatchObject([{ read: 1, written: 1 }]);
    expect(await result.dataset("users").count()).toBe(3);
  });

  test("can fail", async () => {
    await using cache = createMemoryCache();
    const source = createTestSource({ users: { records: users, error: "no more users" }, orders: [{ id: 1 }] });
    await expect(sync({ source, cache })).rejects.toMatchObject({
      code: "SYNC_PARTIAL",
      result: { streams: [{ outcome: "failed", error: { message: "no more users" } }, { outcome: "ok" }] },
    });
  });

  test("can be read without a cache", async () => {
    const source = createTestSource({ users });
    expect(await Array.fromAsync(source.read("users"))).toEqual(users);
    expect(await Array.fromAsync(source.read("users", { limit: 1 }))).toEqual([users[0]]);
    await expect(Array.fromAsync(source.read("user"))).rejects.toMatchObject({
      code: "STREAM_UNKNOWN",
      hint: "Did you mean users?",
    });
  });
});
