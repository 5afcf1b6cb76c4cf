import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("the first page of a child is taken from its parent's record, the others are requested", async () => {
  await using api = await startApi({
    "GET /customers": () => ({
      json: {
        data: [
          { id: "a", orders: { data: [{ id: "o1" }, { id: "o2" }], next: "page2" } },
          { id: "b", orders: { data: [] } },
          { id: "c" },
        ],
      },
    }),
    "GET /customers/a/orders": () => ({ json: { data: [{ id: "o3" }] } }),
  });
  const run = await runManifest("lazy-parent", { url: api.url, streams: ["orders"] });
  expect(run.exitCode).toBe(0);
  expect(run.records["orders"]).toEqual(["o1", "o2", "o3"].map((id) => ({ id, customer: "a" })));
  expect(api.requests.map(({ path, query }) => [path, query])).toEqual([
    ["/customers", {}],
    ["/customers/a/orders", { cursor: "page2" }],
  ]);
});
