import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("bodies of every format are read", async () => {
  const zip = zipSync({ "a.json": strToU8('[{"id":1}]'), "b.json": strToU8('{"id":2}') });
  await using api = await startApi({
    "GET /api/csv": () => ({ body: 'id;name\r\n1;"a;b"\r\n2;-\r\n3\r\n' }),
    "GET /api/lines": () => ({ body: gzipSync('{"id":9007199254740993}\nnot json\n{"id":2}\n') }),
    "GET /api/xml": () => ({
      body: '<?xml version="1.0"?><list><item kind="x">one</item><item><n>2</n><e/></item></list>',
    }),
    "GET /api/zip": () => ({ body: Buffer.from(zip) }),
    "GET /api/items": () => ({ json: { data: { rows: [{ id: 1 }, { id: 2 }] } } }),
    "GET /api/texts": () => ({ body: "one\ntwo\n" }),
  });
  const run = await runManifest("formats", { url: api.url });
  expect(run.exitCode).toBe(0);
  expect(run.records).toMatchObject({
    csv: [{ id: "1", name: "a;b" }, { id: "2" }, { id: "3" }],
    xml: [{ "@kind": "x", "#text": "one" }, { n: "2" }],
    zip: [{ id: 1 }, { id: 2 }],
    items: [{ id: 1 }, { id: 2 }],
    texts: [{ record: "one" }, { record: "two" }],
  });
  expect(run.records["lines"]).toHaveLength(2);
});
