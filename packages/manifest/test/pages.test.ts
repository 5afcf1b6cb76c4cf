import { expect, test } from "vitest";
import { type SeenRequest, startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

const items = (...ids: number[]): { json: unknown } => ({ json: { data: { items: ids.map((id) => ({ id })) } } });

test("pages are asked for by number, by offset and by link, until there are no more", async () => {
  await using api = await startApi({
    "GET /api/numbered": ({ query }) =>
      query["page"] === "1"
        ? { json: { data: { items: [{ id: 1, secret: "x", list: [{ hidden: 1, shown: 2 }] }, { id: 2 }] } } }
        : items(3),
    "GET /api/offset": ({ headers }) => (headers["x-offset"] === undefined ? items(1, 2) : items()),
    "GET /api/linked": ({ query }) =>
      query["cursor"] === undefined
        ? { ...items(1), headers: { Link: `<${api.url}/api/linked?cursor=b&kind=link>; rel="next"` } }
        : items(2),
  });
  const run = await runManifest("pages", { url: api.url, config: { token: "t0k" } });
  expect(run.exitCode).toBe(0);
  expect(run.records["numbered"]).toEqual([
    { id: 1, list: [{ shown: 2 }], doubled: 2, nested: { text: "no. 1" } },
    { id: 2, doubled: 4, nested: { text: "no. 2" } },
  ]);
  expect(run.records["offset"]).toEqual([{ id: 1 }, { id: 2 }]);
  expect(run.records["linked"]).toEqual([{ id: 1 }, { id: 2 }]);
  const asked = (path: string): SeenRequest[] => api.requests.filter((request) => request.path === path);
  expect(asked("/api/numbered").map(({ query }) => query)).toEqual([
    { kind: "page", page: "1", size: "2" },
    { kind: "page", page: "2", size: "2" },
  ]);
  expect(asked("/api/offset").map(({ headers }) => headers["x-offset"])).toEqual([undefined, "2"]);
  expect(asked("/api/linked").map(({ query }) => query)).toEqual([{ kind: "link" }, { kind: "link", cursor: "b" }]);
  expect(api.requests.every(({ headers }) => headers.authorization === "Bearer t0k")).toBe(true);
});

test("check says what is wrong with the config, and what the API answers", async () => {
  await using api = await startApi({ "GET /api/numbered": () => ({ status: 401, json: {} }) });
  const status = async (config: Record<string, unknown>): Promise<unknown> =>
    (await runManifest("pages", { url: api.url, verb: "check", config })).messages.find(
      ({ type }) => type === "CONNECTION_STATUS",
    );
  expect(await status({})).toMatchObject({
    connectionStatus: { status: "FAILED", message: "Config validation error: 'token' is a required property" },
  });
  expect(await status({ token: "x" })).toMatchObject({
    connectionStatus: {
      status: "FAILED",
      message:
        "'Stream numbered is not available: HTTP Status Code: 401. Error: Unauthorized. Please ensure you are authenticated correctly.'",
    },
  });
});
