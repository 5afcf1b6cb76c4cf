import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("bodies of every kind arrive as python-requests would send them", async () => {
  const echo = ({ body, headers }: { body: string; headers: Record<string, unknown> }): { json: unknown } => ({
    json: [{ body, type: headers["content-type"] ?? "" }],
  });
  await using api = await startApi({ "POST /api/echo": echo, "GET /api/echo": echo });
  const run = await runManifest("bodies", { url: api.url, config: { name: "Ann" } });
  expect(run.exitCode).toBe(0);
  const sent = Object.fromEntries(Object.entries(run.records).map(([stream, records]) => [stream, records[0]]));
  expect(sent).toEqual({
    json: {
      body: '{"number": 5, "text": "x Ann", "deep": {"list": [2]}, "paging": {"size": 5}}',
      type: "application/json",
    },
    get: { body: '{"a": 1}', type: "application/json" },
    form: { body: "a=Ann+%26+co&list=1&list=2", type: "application/x-www-form-urlencoded" },
    text: { body: "hello Ann", type: "" },
    graphql: { body: '{"query": "{ users { id } }"}', type: "application/json" },
  });
});
