import { expect, test } from "vitest";
import { translatePipSettings } from "./pip-settings.ts";

const listing = `
:env:.cert='/etc/ssl/ca.pem'
:env:.disable-pip-version-check='1'
global.extra-index-url='\\nhttps://one.example/simple\\nhttps://two.example/simple'
global.find-links='/no/such/folder https://links.example/'
global.index-url='https://global.example/simple'
install.index-url='https://install.example/simple'
`;

test("gives uv what pip is told, the nearest word winning", () => {
  expect(translatePipSettings(listing, {})).toEqual({
    SSL_CERT_FILE: "/etc/ssl/ca.pem",
    UV_DEFAULT_INDEX: "https://install.example/simple",
    UV_FIND_LINKS: "https://links.example/",
    UV_INDEX: "https://one.example/simple https://two.example/simple",
    UV_INDEX_STRATEGY: "unsafe-best-match",
  });
});

test("does not overrule what uv itself is told", () => {
  const settings = translatePipSettings(listing, { UV_DEFAULT_INDEX: "https://mine.example/simple" });
  expect(settings["UV_DEFAULT_INDEX"]).toBeUndefined();
});

test("has nothing to say without settings", () => {
  expect(translatePipSettings("", {})).toEqual({});
});
