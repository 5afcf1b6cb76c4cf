import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("bodies of every format are read", async () => {
  const zip = zipSync({ "a.json": strToU8('[{"id":1}]'), "b.json": strToU8('{"id":2}') });
  await using api = await startApi({
    "GET /api/csv": () => ({ body: 'id;name\r\n1;"a;b"\r\n2;-\r\n3\r\n' }),
    "GET /api/lines": () => ({ body: gzipSync('{"id":9007199254740993}\n\n{"id":2}\n') }),
    "GET /api/xml": () => ({
      body: '<?xml version="1.0"?><list><item kind="x">one</item><item><n>2</n><e/></item></list>',
    }),
    "GET /api/zip": () => ({ body: Buffer.from(zip) }),
    "GET /api/items": () => ({ json: { data: { rows: [{ id: 1 }, { id: 2 }] } } }),
    "GET /api/texts": () => ({ body: "one\ntwo\n" }),
  });
  const run = await runManifest("formats", { url: api.url });
  expect([run.exitCode, run.errors]).toEqual([0, []]);
  expect(run.records).toMatchObject({
    csv: [{ id: "1", name: "a;b" }, { id: "2" }, { id: "3" }],
    xml: [{ "@kind": "x", "#text": "one" }, { n: "2" }],
    zip: [{ id: 1 }, { id: 2 }],
    items: [{ id: 1 }, { id: 2 }],
    texts: [{ record: "one" }, { record: "two" }],
  });
  expect(run.records["lines"]).toHaveLength(2);
});

test("a line that is not JSON fails the stream; the records before it are kept", async () => {
  await using api = await startApi({ "GET /api/lines": () => ({ body: '{"id":1}\nnot json\n{"id":2}\n' }) });
  const run = await runManifest("formats", { url: api.url, streams: ["lines"] });
  expect(run.exitCode).toBe(1);
  expect(run.records["lines"]).toEqual([{ id: 1 }]);
  expect(run.errors[0]).toMatchObject({
    message: 'A line of the answer is not JSON: "not json".',
    failure_type: "transient_error",
  });
});

test("an empty body of lines or rows has no records, and bytes of another charset are an error", async () => {
  await using empty = await startApi({ "GET /api/lines": () => ({ body: "" }), "GET /api/csv": () => ({ body: "" }) });
  const none = await runManifest("formats", { url: empty.url, streams: ["lines", "csv"] });
  expect([none.exitCode, none.records]).toEqual([0, {}]);
  const latin = Buffer.from("id;name\n1;\u00e9\n", "latin1");
  await using api = await startApi({ "GET /api/csv": () => ({ body: latin }) });
  const run = await runManifest("formats", { url: api.url, streams: ["csv"] });
  expect([run.exitCode, run.records]).toEqual([1, {}]);
  expect(run.errors[0]?.message).toBe("The answer has bytes that are not utf-8.");
  await using named = await startApi({
    "GET /api/csv": () => ({ body: latin, headers: { "content-type": "text/csv; charset=latin-1" } }),
  });
  expect((await runManifest("formats", { url: named.url, streams: ["csv"] })).records["csv"]).toMatchObject([
    { name: "\u00e9" },
  ]);
});
