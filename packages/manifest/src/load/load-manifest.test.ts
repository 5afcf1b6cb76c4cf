import { expect, test } from "vitest";
import { loadManifest } from "./load-manifest.ts";
import { readYaml } from "./read-yaml.ts";

const base = "version: 6.0.0\ncheck: { stream_names: [] }\n";

test("YAML is read as libyaml reads it", () => {
  expect(
    readYaml(`a: yes
b: Off
c: y
d: 010
e: 1_000
f: 1:30
g: 0x1F
h: 1e3
i: 1.5e+3
j: 2024-01-02
k: 2024-01-02T03:04:05Z
l: ~
m: 9007199254740993
n: "yes"
a: no
base: &base { x: 1, y: 2 }
merged: { <<: *base, y: 3 }
`),
  ).toEqual({
    a: false,
    b: false,
    c: "y",
    d: 8,
    e: 1000,
    f: 90,
    g: 31,
    h: "1e3",
    i: 1500,
    j: "2024-01-02",
    k: "2024-01-02T03:04:05+00:00",
    l: null,
    m: 9_007_199_254_740_993n,
    n: "yes",
    base: { x: 1, y: 2 },
    merged: { x: 1, y: 3 },
  });
});

test("references are replaced, anywhere and through others; own keys win", () => {
  const { manifest } = loadManifest(`${base}definitions:
  one: { a: 1, b: { c: 2 } }
  "one/b": slash
  two: { $ref: "#/definitions/one", a: 3 }
streams: []
concurrency_level: { default_concurrency: "#/definitions/two/a", list: ["#/definitions/one/b"], all: "#/definitions/two" }
`);
  expect(manifest.value("concurrency_level")).toEqual({
    default_concurrency: 3,
    list: ["slash"],
    all: { a: 3, b: { c: 2 } },
  });
});

test("a reference to nothing, or to itself, is an error", () => {
  const text = `${base}streams: "#/definitions/none"\na: "#/b"\nb: "#/a"\nspec: { $ref: "#/nowhere" }\n`;
  expect(loadManifest(text).problems).toEqual([
    { path: "streams", message: "Undefined reference definitions/none from #/definitions/none" },
    { path: "a", message: "Circular reference found: #/b" },
    { path: "spec", message: "Undefined reference nowhere from #/nowhere" },
  ]);
});

test("types follow from the place, parameters go down and fill what is empty", () => {
  const { manifest } = loadManifest(`${base}streams:
  - $parameters: { name: users, path: /users, size: 10 }
    retriever:
      $parameters: { size: 20 }
      requester: { path: "" }
      record_selector: { extractor: { class_name: x.Y } }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
`);
  const [stream] = manifest.children("streams");
  const requester = stream?.child("retriever")?.child("requester");
  expect([stream?.type, stream?.value("name"), requester?.type, requester?.value("path")]).toEqual([
    "DeclarativeStream",
    "users",
    "HttpRequester",
    "/users",
  ]);
  expect(requester?.parameters).toEqual({ name: "users", path: "/users", size: 20 });
  expect(stream?.child("retriever")?.child("record_selector")?.child("extractor")?.type).toBe("CustomRecordExtractor");
  expect(stream?.child("schema_loader")?.value("schema")).toEqual({ type: "object", properties: {} });
});
