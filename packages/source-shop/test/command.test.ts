import { expect, test } from "vitest";
import { runShop } from "./run-shop.ts";

test("spec prints the schema of the config", async () => {
  const { messages, code } = await runShop("spec");
  expect(code).toBe(0);
  expect(messages).toMatchObject([{ type: "SPEC", spec: { connectionSpecification: { type: "object" } } }]);
});

test("check succeeds with an empty config", async () => {
  const { messages, code } = await runShop("check", { config: {} });
  expect([messages, code]).toEqual([[{ type: "CONNECTION_STATUS", connectionStatus: { status: "SUCCEEDED" } }], 0]);
});

test.each([{ users: -1 }, "{", "[]"])("check fails with config %j, and still exits 0", async (config) => {
  const { messages, code } = await runShop("check", { config });
  expect(messages).toMatchObject([{ type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED" } }]);
  expect(code).toBe(0);
});

test("discover prints three keyed, resumable streams with a cursor", async () => {
  const { messages, code } = await runShop("discover", { config: {} });
  expect(code).toBe(0);
  const streams = messages[0]?.catalog?.streams ?? [];
  expect(streams.map((stream) => stream.name)).toEqual(["users", "products", "purchases"]);
  for (const stream of streams) {
    expect(stream).toMatchObject({
      supported_sync_modes: ["full_refresh", "incremental"],
      source_defined_cursor: true,
      default_cursor_field: ["updated_at"],
      source_defined_primary_key: [["id"]],
      is_resumable: true,
    });
  }
});

test("discover with a wrong config is a TRACE ERROR and exit status 1", async () => {
  const { messages, code } = await runShop("discover", { config: { seed: "x" } });
  expect(code).toBe(1);
  expect(messages).toMatchObject([{ trace: { error: { failure_type: "config_error" } } }]);
});

test.each([["write"], ["check"]])("%s is wrong usage: exit status 2, the reason on stderr", async (command) => {
  const { messages, stderr, code } = await runShop(command);
  expect(code).toBe(2);
  expect(messages).toEqual([]);
  expect(stderr).toContain("usage: source-shop");
});
