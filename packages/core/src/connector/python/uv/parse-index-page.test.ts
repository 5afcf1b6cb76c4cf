import { expect, test } from "vitest";
import { parseIndexPage } from "./parse-index-page.ts";

test("reads both forms of an index page", () => {
  const page = new URL("https://x.example/simple/uv/");
  const json = JSON.stringify({ files: [{ filename: "a.whl", url: "../../files/a.whl", hashes: { sha256: "0f" } }] });
  const html =
    '<html><a href="../../files/a.whl#sha256=0f" data-requires-python="&gt;=3.8">a.whl</a><br/><a href="b.whl" data-yanked="">b.whl</a>';
  const a = { filename: "a.whl", url: "https://x.example/files/a.whl" };
  expect(parseIndexPage(json, page)).toEqual([a]);
  expect(parseIndexPage(html, page)).toEqual([a, { filename: "b.whl", url: "https://x.example/simple/uv/b.whl" }]);
});
