import { expect, test } from "vitest";
import { type Answer, startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

const page = (id: number, next?: string): Answer => ({ json: { items: [{ id }], next } });

/** Gives the answers one after the other, then the last one again. */
function inTurn(...answers: readonly Answer[]): () => Answer {
  let index = 0;
  return () => answers[Math.min(index++, answers.length - 1)] ?? {};
}

test("rate limits, failing servers and closed connections cost time and nothing else", async () => {
  await using api = await startApi({
    "GET /api/limited": inTurn(
      { status: 429, headers: { "Retry-After": "0.1" } },
      { status: 503 },
      page(1, "b"),
      { status: 502 },
      page(2),
    ),
    "GET /api/broken": inTurn({ ...page(1, "b"), drop: 5 }, page(1, "b"), { json: {}, drop: 0 }, page(2)),
  });
  const run = await runManifest("faults", { url: api.url, streams: ["limited", "broken"] });
  expect(run.exitCode).toBe(0);
  expect(run.records).toEqual({ limited: [{ id: 1 }, { id: 2 }], broken: [{ id: 1 }, { id: 2 }] });
  expect(run.statuses["limited"]).toEqual(["STARTED", "RUNNING", "RUNNING", "COMPLETE"]);
}, 30_000);

test("an answer can be ignored, or fail in the words of the manifest", async () => {
  const quota = { status: 403, json: { error: { message: "You are over quota" } } };
  await using api = await startApi({ "GET /api/ignored": inTurn({ status: 410, json: { code: "gone" } }, quota) });
  const ignored = await runManifest("faults", { url: api.url, streams: ["ignored"], config: { plan: "free" } });
  expect(ignored.statuses["ignored"]).toEqual(["STARTED", "COMPLETE"]);
  const failed = await runManifest("faults", { url: api.url, streams: ["ignored"], config: { plan: "free" } });
  expect(failed.errors[0]).toMatchObject({ message: "Quota of free used up", failure_type: "transient_error" });
});

test("paging begins anew once where the API asks for it, and not forever", async () => {
  await using api = await startApi({ "GET /api/again": inTurn({ status: 409 }, page(1)) });
  const run = await runManifest("faults", { url: api.url, streams: ["again"] });
  expect(run.records["again"]).toEqual([{ id: 1 }]);
  await using endless = await startApi({ "GET /api/again": () => ({ status: 409 }) });
  expect((await runManifest("faults", { url: endless.url, streams: ["again"] })).exitCode).toBe(1);
  expect(endless.requests).toHaveLength(2);
});

const unreadable = [
  {
    what: "a page of a proxy",
    answer: { body: "<html>busy</html>", headers: { "content-type": "text/html" } },
    says: /text\/html\) is not JSON.*<html>busy/,
  },
  { what: "JSON that is cut off", answer: { body: '{"items": [{"id": 1}, {"id"' }, says: /is not JSON, or is cut off/ },
  { what: "nothing", answer: { body: "" }, says: /is empty, where JSON was expected/ },
  {
    what: "another charset",
    answer: { body: Buffer.from('{"items": [{"id": "\u00e9"}]}', "latin1") },
    says: /is not JSON/,
  },
] as const;

test.for(unreadable)(
  "a good status with $what fails the stream, after some attempts",
  { timeout: 60_000 },
  async ({ answer, says }) => {
    await using api = await startApi({ "GET /api/broken": () => answer });
    const run = await runManifest("faults", { url: api.url, streams: ["broken"] });
    expect([run.exitCode, run.records]).toEqual([1, {}]);
    expect(run.statuses["broken"]?.at(-1)).toBe("INCOMPLETE");
    expect(run.errors[0]).toMatchObject({ message: expect.stringMatching(says), failure_type: "transient_error" });
    expect(run.errors[0]?.message).toMatch(/GET http.*status 200.*action IGNORE/);
    expect(api.requests).toHaveLength(4);
  },
);

test("a passing trouble of a proxy costs one more attempt; 204 has no records", { timeout: 60_000 }, async () => {
  await using api = await startApi({
    "GET /api/broken": inTurn({ body: "<html>busy</html>" }, page(1, "b"), { status: 204, body: "" }),
  });
  const run = await runManifest("faults", { url: api.url, streams: ["broken"] });
  expect([run.exitCode, run.records]).toEqual([0, { broken: [{ id: 1 }] }]);
});

test("a byte order mark is not part of a body, and a charset that the header names is read", async () => {
  const latin = {
    body: Buffer.from('{"items": [{"id": "\u00e9"}]}', "latin1"),
    headers: { "content-type": "application/json; charset=ISO-8859-1" },
  };
  await using api = await startApi({
    "GET /api/broken": inTurn({ body: '\uFEFF{"items": [{"id": 1}], "next": "b"}' }, latin),
  });
  const run = await runManifest("faults", { url: api.url, streams: ["broken"] });
  expect(run.records).toEqual({ broken: [{ id: 1 }, { id: "\u00e9" }] });
});
