import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("jobs are started, waited for, downloaded and deleted; a failed one is started anew", async () => {
  let [asked, failed] = [0, 0];
  await using api = await startApi({
    "POST /jobs": ({ body }) => ({ json: { id: (JSON.parse(body) as { part: string }).part } }),
    "GET /jobs/a": () => ({ json: { status: ++asked === 1 ? "queued" : "done", urls: [`${api.url}/files/a`] } }),
    "GET /jobs/b": () => ({ json: { status: ++failed === 1 ? "error" : "done", urls: [`${api.url}/files/b`] } }),
    "GET /files/a": () => ({ body: 'id,name\n1,"x"\n2,\n' }),
    "GET /files/b": () => ({ body: "id,name\n3,z\n" }),
    "POST /jobs/a/done": () => ({ json: {} }),
    "POST /jobs/b/done": () => ({ json: {} }),
  });
  const run = await runManifest("jobs", { url: api.url });
  expect([run.exitCode, run.errors]).toEqual([0, []]);
  const records = run.records["report"]?.toSorted((first, second) => Number(first["id"]) - Number(second["id"]));
  expect(records).toEqual([
    { id: "1", name: "x", part: "a" },
    { id: "2", part: "a" },
    { id: "3", name: "z", part: "b" },
  ]);
  expect(api.requests.filter(({ path }) => path.endsWith("/done"))).toHaveLength(2);
}, 40_000);
