import { expect, test } from "vitest";
import { type Routes, startApi } from "./api/api-server.ts";
import { asInput, runManifest } from "./api/run-manifest.ts";

const owners = [1, 2, 3].map((id) => ({ id, address: { city: `city ${id}` } }));
const pets = (owner: number, since = ""): unknown[] =>
  [
    { id: owner * 10, at: `2024-01-0${owner}` },
    { id: owner * 10 + 1, at: `2024-01-0${owner + 3}` },
  ].filter(({ at }) => at >= since);
const routes: Routes = {
  "GET /api/owners": () => ({ json: owners }),
  ...Object.fromEntries(
    owners.map(({ id }) => [
      `GET /api/owners/${id}/pets`,
      ({ query }: { query: Record<string, string> }) => ({ json: pets(id, query["since"]) }),
    ]),
  ),
  "GET /api/listed": ({ query }) => ({ json: [query] }),
  "GET /api/grouped": ({ query }) => ({ json: [query] }),
};

test("a stream is read per record of its parent, with a state for each, and goes on from there", async () => {
  await using api = await startApi(routes);
  const first = await runManifest("substreams", { url: api.url, streams: ["owners", "pets"] });
  expect(first.exitCode).toBe(0);
  expect(first.records["pets"]).toHaveLength(6);
  expect(first.records["pets"]?.find(({ id }) => id === 20)).toEqual({ id: 20, at: "2024-01-02", city: "city 2" });
  // The parent is read once, though two streams need it.
  expect(api.requests.filter(({ path }) => path === "/api/owners")).toHaveLength(1);
  const state = first.states["pets"] as { states: { partition: unknown; cursor: unknown }[]; state: unknown };
  expect(state.states.find(({ partition }) => (partition as { owner: number }).owner === 3)).toEqual({
    partition: { owner: 3, parent_slice: {} },
    cursor: { at: "2024-01-06" },
  });
  expect(state.state).toEqual({ at: "2024-01-06" });
  const second = await runManifest("substreams", { url: api.url, streams: ["pets"], state: asInput(first.states) });
  expect(second.records["pets"]?.map(({ id }) => id).toSorted()).toEqual([11, 21, 31]);
});

test("lists are multiplied, partitions are grouped", async () => {
  await using api = await startApi(routes);
  const run = await runManifest("substreams", {
    url: api.url,
    config: { colors: ["red", "blue"] },
    streams: ["listed", "grouped"],
  });
  const combinations = run.records["listed"]?.map(({ color, size }) => `${String(color)} ${String(size)}`);
  expect(combinations?.toSorted()).toEqual(["blue l", "blue s", "red l", "red s"]);
  expect(run.records["grouped"]?.map((record) => record["owners"]).toSorted()).toEqual(["1,2", "3"]);
});

test("a partition that fails leaves the others alone", async () => {
  await using api = await startApi({ ...routes, "GET /api/owners/2/pets": () => ({ status: 404, json: {} }) });
  const run = await runManifest("substreams", { url: api.url, streams: ["pets"] });
  expect(run.exitCode).toBe(1);
  expect(run.statuses["pets"]?.at(-1)).toBe("INCOMPLETE");
  expect(run.records["pets"]?.map(({ id }) => id).toSorted()).toEqual([10, 11, 30, 31]);
});
