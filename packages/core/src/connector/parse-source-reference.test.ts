import { expect, test } from "vitest";
import { connectorIdentity, connectorName } from "./connector-name.ts";
import { parseSourceReference } from "./parse-source-reference.ts";

/** Reference, its scheme, the default name of a connection, and the name in the cache. */
const cases: readonly (readonly [string, string, string, string])[] = [
  ["./source-shop", "path", "shop", "path:source-shop"],
  ["./connectors/source-shop.mjs", "path", "shop", "path:source-shop"],
  ["/opt/airbyte-source-x", "path", "x", "path:airbyte-source-x"],
  ["../bin/tap", "path", "tap", "path:tap"],
  ["C:\\connectors\\source-x.exe", "path", "x", "path:source-x"],
  ["file:///opt/source-x", "path", "x", "path:source-x"],
  ["./source-pokemon.yaml", "manifest", "pokemon", "manifest:source-pokemon"],
  ["manifest.yml", "manifest", "manifest", "manifest:manifest"],
  ["pypi:airbyte-source-faker", "pypi", "faker", "pypi:airbyte-source-faker"],
  ["pypi:airbyte-source-faker==6.2.0", "pypi", "faker", "pypi:airbyte-source-faker"],
  ["pypi:Airbyte_Source.Faker[extra] >= 6, < 7", "pypi", "faker", "pypi:airbyte-source-faker"],
  ["pypi:source-x @ https://example.com/x.whl", "pypi", "x", "pypi:source-x"],
  [
    "pypi:https://example.com/airbyte_source_faker-7.2.1-py3-none-any.whl",
    "pypi",
    "faker",
    "pypi:airbyte-source-faker",
  ],
  ["pypi:git+https://example.com/acme/source-x.git@main", "pypi", "x", "pypi:source-x"],
  ["pypi:./dist/source_x-1.0.tar.gz", "pypi", "x", "pypi:source-x"],
  ["docker:airbyte/source-postgres:3.6.0", "docker", "postgres", "docker:airbyte/source-postgres"],
  ["docker:localhost:5000/acme/source-x", "docker", "x", "docker:localhost:5000/acme/source-x"],
  ["docker:airbyte/source-x@sha256:0123abcd", "docker", "x", "docker:airbyte/source-x"],
  ["npm:@acme/source-x@1.2.0", "npm", "x", "npm:@acme/source-x"],
  ["npm:source-x", "npm", "x", "npm:source-x"],
  ["sample:shop", "sample", "shop", "sample:shop"],
  ["source-github", "name", "github", "name:source-github"],
  ["source-", "name", "source-", "name:source-"],
];

test.each(cases)("%s", (text, scheme, name, identity) => {
  const reference = parseSourceReference(text);
  expect({ scheme: reference.scheme, name: connectorName(reference), identity: connectorIdentity(reference) }).toEqual({
    scheme,
    name,
    identity,
  });
});

test.each(["", "   ", "sqlite:./x", "pypi:", "source github", "https://example.com/source-x"])("refuses %j", (text) => {
  expect(() => parseSourceReference(text)).toThrow(expect.objectContaining({ code: "SOURCE_UNKNOWN" }));
});
