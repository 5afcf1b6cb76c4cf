import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("streams come from the API and from the config, their schemas from the API", async () => {
  await using api = await startApi({
    "GET /api/tables": () => ({ json: [{ id: 1, name: "people" }] }),
    "GET /api/fields": () => ({
      json: {
        fields: [
          { name: "age", type: "int" },
          { name: "name", type: "string" },
        ],
      },
    }),
    "GET /api/rows/1": () => ({ json: [{ age: "7", name: 12, other: null }] }),
    "GET /api/rows/notes": () => ({ json: [{ age: "old" }] }),
    "GET /api/extra": () => ({ json: [{ id: 1 }] }),
  });
  const run = await runManifest("dynamic", { url: api.url, config: { extra: true, sheet: "notes" } });
  expect(run.exitCode).toBe(0);
  expect(run.records).toEqual({ extra: [{ id: 1 }], people: [{ age: 7, name: "12" }], sheet_notes: [{ age: "old" }] });
  const discovered = await runManifest("dynamic", { url: api.url, verb: "discover", config: { sheet: "notes" } });
  const catalog = discovered.messages.find(({ type }) => type === "CATALOG") as {
    catalog: { streams: { name: string; json_schema: unknown }[] };
  };
  expect(catalog.catalog.streams.map(({ name }) => name)).toEqual(["people", "sheet_notes"]);
  expect(catalog.catalog.streams[0]?.json_schema).toMatchObject({
    properties: { age: { type: ["null", "integer"] }, name: { type: ["null", "string"] } },
  });
  // The migrated config is kept, and announced.
  expect(discovered.config).toEqual({ sheets: [{ name: "notes" }] });
  expect(discovered.messages.some(({ type }) => type === "CONTROL")).toBe(true);
});
