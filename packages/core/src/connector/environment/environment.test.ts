import { expect, test } from "vitest";
import { adviseOnVariables } from "./advise-on-variables.ts";
import { connectorEnvironment } from "./connector-environment.ts";
import { toolEnvironment } from "./tool-environment.ts";
import { isUsualVariable } from "./usual-variable.ts";
import { withheldVariables } from "./withheld-variables.ts";

const usual = {
  ...{
    PATH: "/bin",
    HOME: "/h",
    USER: "me",
    SHELL: "sh",
    TMPDIR: "/t",
    LANG: "C",
    LC_ALL: "C",
    TZ: "UTC",
    XDG_CACHE_HOME: "/c",
  },
  ...{ https_proxy: "http://p", HTTPS_PROXY: "http://p", no_proxy: "x", LD_LIBRARY_PATH: "/l" },
  ...{ SSL_CERT_FILE: "a", SSL_CERT_DIR: "b", REQUESTS_CA_BUNDLE: "c", CURL_CA_BUNDLE: "d", NODE_EXTRA_CA_CERTS: "e" },
};

test("a connector gets what every program needs and what is named for it, nothing else", () => {
  const all = {
    ...usual,
    PGPASSWORD: "p",
    AWS_PROFILE: "x",
    WAREHOUSE: "postgres://u:p@h/d",
    LS_COLORS: "…",
    XDGX: "1",
  };
  expect(connectorEnvironment(all)).toEqual(usual);
  expect(connectorEnvironment(all, { AWS_PROFILE: "x" })).toEqual({ ...usual, AWS_PROFILE: "x" });
});

test("Windows' own variables are passed on in any case, and only there", () => {
  expect(isUsualVariable("SystemRoot", "win32")).toBe(true);
  expect(isUsualVariable("Path", "win32")).toBe(true);
  expect(isUsualVariable("SystemRoot", "linux")).toBe(false);
});

test("what a connector may have missed leaves out the affairs of shells, of tools and of Airdock", () => {
  const all = { ...usual, PWD: "/", npm_config_cache: "x", AIRDOCK_HOME: "x", PGPASSWORD: "x", B: "1", A: "2", C: "3" };
  expect(withheldVariables(all, { C: "3" })).toEqual(["A", "B"]);
});

test("advice names what the last words mention first, as whole words, and few at a time", () => {
  expect(adviseOnVariables([], "")).toBeUndefined();
  expect(adviseOnVariables(["A", "TOKEN"], "KeyError: 'TOKEN'")).toContain(
    "TOKEN, A. If it needs one, pass it on: --env TOKEN",
  );
  expect(adviseOnVariables(["A", "B"], "MY_B2 is missing")).toContain("environment: A, B.");
  expect(adviseOnVariables([..."ABCDEFGH"], "")).toContain("A, B, C, D, E, F and 2 more.");
  expect(adviseOnVariables(["A", "ACME_TOKEN", "Z"], "Z is missing")).toContain("Z, ACME_TOKEN, A.");
});

test("an installer gets all but the password of a cache", () => {
  const kept = {
    ...usual,
    PIP_INDEX_URL: "https://u:p@host/simple",
    HTTPS_PROXY: "socks5h://u:p@h",
    GIT: "git+ssh://u:p@h/r",
    A: "a:b@c",
  };
  const all = { ...kept, PGPASSWORD: "p", DB: "postgres://u:p@h/d", OTHER: "libsql://u:p@h?x=1", pgpassword: "p" };
  expect(toolEnvironment(all)).toEqual(kept);
});
