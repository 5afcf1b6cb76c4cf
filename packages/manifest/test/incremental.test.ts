import { expect, test } from "vitest";
import { type Answer, type Routes, startApi } from "./api/api-server.ts";
import { asInput, runManifest } from "./api/run-manifest.ts";

const config = { start: "2024-01-01", end: "2024-01-06" };
const day = (number: number): { id: number; at: string } => ({ id: number, at: `2024-01-0${number}` });

const routes: Routes = {
  "GET /api/days": ({ query }) => {
    const [from, to] = [query["since"] ?? "", query["until"] ?? ""];
    return { json: [1, 2, 3, 4, 5, 6].map(day).filter(({ at }) => at >= from && at <= to) };
  },
  "GET /api/feed": ({ query }) => {
    const pages = [
      [day(6), day(5)],
      [day(4), day(3)],
      [day(2), day(1)],
    ];
    return { json: pages[Number(query["page"] ?? "0")] ?? [] };
  },
  "GET /api/filtered": () => ({ json: [{ id: 0, at: "2023-12-31" }, ...[1, 2, 3, 4, 5, 6].map(day)] }),
  "GET /api/counted": ({ query }) => ({
    json: [1, 2, 3].filter((id) => id > Number(query["after"])).map((id) => ({ id })),
  }),
};

test("a range is read in steps, and its end is where the next read begins, less what is looked back", async () => {
  await using api = await startApi(routes);
  const first = await runManifest("incremental", {
    url: api.url,
    config: { ...config, end: "2024-01-04" },
    streams: ["days"],
  });
  expect(first.records["days"]?.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  expect(first.states).toEqual({ days: { at: "2024-01-04" } });
  api.requests.length = 0;
  const second = await runManifest("incremental", {
    url: api.url,
    config,
    streams: ["days"],
    state: asInput(first.states),
  });
  expect(second.records["days"]?.map(({ id }) => id)).toEqual([3, 4, 5, 6]);
  expect(api.requests.map(({ query }) => query)).toEqual([
    { since: "2024-01-03", until: "2024-01-04" },
    { since: "2024-01-05", until: "2024-01-06" },
  ]);
  expect(second.states).toEqual({ days: { at: "2024-01-06" } });
});

test("a read that fails in the middle goes on from its last state: nothing is lost", async () => {
  let fails = true;
  const failing = (answer: Answer, since: string | undefined): Answer =>
    fails && since === "2024-01-05" ? { status: 400, json: { message: "no" } } : answer;
  await using api = await startApi({
    "GET /api/days": (request) => failing(routes["GET /api/days"]?.(request) ?? {}, request.query["since"]),
  });
  const first = await runManifest("incremental", { url: api.url, config, streams: ["days"] });
  expect(first.exitCode).toBe(1);
  expect(first.statuses["days"]).toEqual(["STARTED", "RUNNING", "INCOMPLETE"]);
  expect(first.errors.map(({ message }) => message.split(":")[0])).toEqual([
    "HTTP Status Code",
    "During the sync, the following streams did not sync successfully",
  ]);
  fails = false;
  const second = await runManifest("incremental", {
    url: api.url,
    config,
    streams: ["days"],
    state: asInput(first.states),
  });
  const ids = [...(first.records["days"] ?? []), ...(second.records["days"] ?? [])].map(({ id }) => id);
  expect([...new Set(ids)].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a data feed ends at the first page that is old; a client-side stream drops what is; a count goes on from its last value", async () => {
  await using api = await startApi(routes);
  const state = asInput({ feed: { at: "2024-01-05" }, filtered: { at: "2024-01-05" }, counted: { id: 1 } });
  const run = await runManifest("incremental", {
    url: api.url,
    config,
    streams: ["feed", "filtered", "counted"],
    state,
  });
  expect(run.exitCode).toBe(0);
  expect(run.records["feed"]?.map(({ id }) => id)).toEqual([6, 5]);
  expect(api.requests.filter(({ path }) => path === "/api/feed")).toHaveLength(2);
  expect(run.records["filtered"]?.map(({ id }) => id)).toEqual([5, 6]);
  expect(run.records["counted"]?.map(({ id }) => id)).toEqual([2, 3]);
  expect(run.states).toEqual({ feed: { at: "2024-01-06" }, filtered: { at: "2024-01-06" }, counted: { id: 3 } });
});
