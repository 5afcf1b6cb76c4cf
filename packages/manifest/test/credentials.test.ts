import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { type SeenRequest, startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

const credentials = { client_id: "id", client_secret: "secret", refresh_token: "first" };

test("OAuth: a token is asked for once, and anew where the API does not take it any more", async () => {
  let tokens = 0;
  await using api = await startApi({
    "POST /token": () => ({ json: { data: { access_token: `token ${++tokens}`, expires_in: 3600 } } }),
    "GET /api/oauth": ({ headers }) =>
      headers.authorization === "Bearer token 2" ? { json: [{ id: 1 }] } : { status: 401 },
  });
  const run = await runManifest("credentials", {
    url: api.url,
    config: { credentials, auth: "none" },
    streams: ["oauth"],
  });
  expect([run.exitCode, run.records["oauth"]]).toEqual([0, [{ id: 1 }]]);
  const [asked] = api.requests.filter(({ path }) => path === "/token");
  expect([...new URLSearchParams(asked?.body)]).toEqual([
    ["grant_type", "refresh_token"],
    ["client_id", "id"],
    ["client_secret", "secret"],
    ["refresh_token", "first"],
    ["scopes", "read"],
    ["scopes", "write"],
    ["audience", "all"],
  ]);
});

test("OAuth: a refresh token that may be used once is announced by a CONTROL message", async () => {
  await using api = await startApi({
    "POST /token": () => ({ json: { access_token: "a", refresh_token: "second", expires_in: 60 } }),
    "GET /api/rotating": ({ headers }) => ({ json: [{ token: headers.authorization }] }),
  });
  const run = await runManifest("credentials", {
    url: api.url,
    config: { credentials, auth: "none" },
    streams: ["rotating"],
  });
  expect(run.records["rotating"]).toEqual([{ token: "Bearer a" }]);
  const control = run.messages.find(({ type }) => type === "CONTROL") as {
    control: { connectorConfig: { config: typeof credentials } };
  };
  expect(control.control.connectorConfig.config).toMatchObject({
    credentials: { access_token: "a", refresh_token: "second" },
  });
});

test("OAuth: a rejected refresh token is the user's to renew", async () => {
  await using api = await startApi({ "POST /token": () => ({ status: 400, json: { error: "invalid_grant" } }) });
  const run = await runManifest("credentials", {
    url: api.url,
    config: { credentials, auth: "none" },
    streams: ["oauth"],
  });
  expect(run.errors[0]).toMatchObject({ failure_type: "config_error" });
  expect(run.errors[0]?.message).toContain("Refresh token was rejected by the OAuth provider");
});

test("a session token comes from a login", async () => {
  await using api = await startApi({
    "POST /login": () => ({ json: { session: { id: "s1" } } }),
    "GET /api/session": ({ headers }) => ({ json: [{ session: headers["x-session"] }] }),
  });
  const run = await runManifest("credentials", {
    url: api.url,
    config: { credentials, user: "me", auth: "none" },
    streams: ["session"],
  });
  expect(run.records["session"]).toEqual([{ session: "s1" }]);
  const login = api.requests.find(({ path }) => path === "/login") as SeenRequest;
  expect(login.headers.authorization).toBe(`Basic ${Buffer.from("me:pass").toString("base64")}`);
  expect(login.body).toBe('{"remember": true}');
});

test("the config selects the authenticator: a key in the query, a signed token, nothing", async () => {
  await using api = await startApi({
    "GET /api/selected": ({ query, headers }) => ({
      json: [{ key: query["api_key"] ?? "", token: headers.authorization ?? "" }],
    }),
  });
  const select = async (auth: string): Promise<Record<string, unknown> | undefined> =>
    (
      await runManifest("credentials", {
        url: api.url,
        config: { credentials, auth, key: "k1" },
        streams: ["selected"],
      })
    ).records["selected"]?.[0];
  expect(await select("key")).toEqual({ key: "k1", token: "" });
  expect(await select("none")).toEqual({ key: "", token: "" });
  const [header = "", payload = "", signature] = String((await select("jwt"))?.["token"])
    .replace("Bearer ", "")
    .split(".");
  expect(signature).toBe(createHmac("sha256", "k1").update(`${header}.${payload}`).digest("base64url"));
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({ iss: "airdock", scope: "all" });
});
