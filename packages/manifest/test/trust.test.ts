import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadManifest } from "../src/load/load-manifest.ts";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

/** Without the stream whose schema is in a file. */
const change = (text: string): string => text.replace(/ {2}- name: from_file.*?(?=spec:)/s, "");
const config = { token: "t0ken-of-mine", team: "team-of-mine" };

test("a redirect to another origin carries nothing that was meant for the first", async () => {
  await using other = await startApi({ "GET /api/items": () => ({ json: { items: [{ id: 1 }] } }) });
  await using api = await startApi({
    "GET /api/items": () => ({
      status: 302,
      headers: { Location: `${other.url}/api/items`, "Set-Cookie": "session=mine" },
    }),
  });
  const run = await runManifest("trust", { url: api.url, config, streams: ["items"], change });
  expect(run.records).toEqual({ items: [{ id: 1 }] });
  expect(api.requests[0]?.headers).toMatchObject({ authorization: "Bearer t0ken-of-mine", "x-team": "team-of-mine" });
  expect(JSON.stringify(other.requests)).not.toMatch(/of-mine|session/);
});

test("a redirect on the same origin keeps its credentials", async () => {
  await using api = await startApi({
    "GET /api/items": () => ({ status: 307, headers: { Location: "/api/moved" } }),
    "GET /api/moved": () => ({ json: { items: [{ id: 1 }] } }),
  });
  await runManifest("trust", { url: api.url, config, streams: ["items"], change });
  expect(api.requests.at(-1)?.headers).toMatchObject({
    authorization: "Bearer t0ken-of-mine",
    "x-team": "team-of-mine",
  });
});

test("a next page on another host is asked for only where the manifest or the config names it", async () => {
  await using other = await startApi({ "GET /page": () => ({ json: { items: [{ id: 2 }] } }) });
  await using api = await startApi({
    "GET /api/items": () => ({ json: { items: [{ id: 1 }], next: `${other.url}/page` } }),
  });
  const refused = await runManifest("trust", { url: api.url, config, streams: ["items"], change });
  expect([refused.exitCode, refused.records, other.requests]).toEqual([1, { items: [{ id: 1 }] }, []]);
  expect(refused.errors[0]).toMatchObject({
    failure_type: "config_error",
    message: expect.stringMatching(/^NEXT_PAGE_FOREIGN: .* names a next page on 127\.0\.0\.1:\d+/),
  });
  const named = await runManifest("trust", {
    url: api.url,
    config: { ...config, mirror: other.url },
    streams: ["items"],
    change,
  });
  expect([named.exitCode, named.records]).toEqual([0, { items: [{ id: 1 }, { id: 2 }] }]);
});

test("a schema file is read below the manifest's folder and nowhere else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "airdock-outside-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "outside.json"), '{"properties": {"secret": {}}}');
  await symlink(join(folder, "outside.json"), join(folder, "link.json"));
  await using api = await startApi({ "GET /api/items": () => ({ json: { items: [] } }) });
  for (const path of [join(folder, "outside.json"), "../outside.json", "a/../../outside.json", "/etc/passwd"]) {
    const run = await runManifest("trust", {
      url: api.url,
      config,
      verb: "discover",
      change: (text) => text.replace("SCHEMA", path),
    });
    expect([path, run.exitCode, JSON.stringify(run.messages)]).toEqual([
      path,
      1,
      expect.stringContaining("is not below the manifest's folder"),
    ]);
  }
});

/** Each of ten lines repeats the one before nine times. */
const bomb = (repeat: (line: number) => string): string =>
  Array.from({ length: 10 }, (_, line) => `  a${line + 1}: ${line === 0 ? "&a0 [x, x, x]" : repeat(line)}`).join("\n");

test.each([
  [
    "aliases",
    bomb(
      (line) =>
        `&a${line} [${Array(9)
          .fill(`*a${line - 1}`)
          .join(", ")}]`,
    ),
  ],
  [
    "references",
    bomb((line) => `{ ${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => `k${key}: "#/definitions/a${line}"`).join(", ")} }`),
  ],
])("a manifest of %s that repeat each other is refused where they begin", (_kind, lines) => {
  const { problems } = loadManifest(
    `version: 6.0.0\ntype: DeclarativeSource\nstreams: ["#/definitions/a10"]\ndefinitions:\n${lines}\n`,
  );
  expect(problems).toMatchObject([{ message: expect.stringContaining("stand for more than 5,000,000 values") }]);
});
