import { join } from "node:path";
import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("counterparts stand in for custom classes; a class without one leaves its stream out", async () => {
  await using api = await startApi({
    "GET /items": ({ headers }) => ({
      json: { pairs: { a: 1, b: 2, c: headers["x-signed"] === "1" ? 3 : 0 }, list: [{ id: 7 }] },
    }),
  });
  const env = {
    AIRDOCK_CONNECTOR: "source-shop",
    AIRDOCK_COUNTERPARTS: join(import.meta.dirname, "api", "shop-counterparts.mjs"),
  };
  const run = await runManifest("custom", { url: api.url, config: { after: 1 }, env });
  expect([run.exitCode, run.records]).toEqual([
    0,
    {
      items: [
        { id: 2, name: "B!" },
        { id: 3, name: "C!" },
      ],
      replaced: [{ id: 7, label: "no. 7" }],
    },
  ]);
  const warnings = run.messages.flatMap(({ log }) => (log as { message: string } | undefined)?.message ?? []);
  expect(warnings.join("\n")).toContain(
    "Stream other is left out: source_shop.components.OfAnotherConnector is a custom",
  );
});
