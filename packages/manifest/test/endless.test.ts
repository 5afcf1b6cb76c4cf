import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

const env = { AIRDOCK_EXPRESSION_SECONDS: "1" };

test("an expression that would go on for ever ends its stream with a clear error, and no other", async () => {
  await using api = await startApi({
    "GET /items": () => ({ json: [{ text: "b" }, { text: `${"a".repeat(40)}!` }, { text: "b" }] }),
  });
  const run = await runManifest("endless", { url: api.url, env });
  expect(run.exitCode).toBe(1);
  expect(run.records["sound"]).toEqual([{ text: "b" }, { text: "b" }]);
  expect(Object.keys(run.records)).toEqual(["sound"]);
  const reasons = new Map(
    run.errors.map((error) => [
      error.stream_descriptor?.name,
      (error as { internal_message?: string }).internal_message,
    ]),
  );
  expect(reasons.get("pattern")).toMatch(
    /^The expression .*regex_search.* took longer than 1 s and was ended, in manifest\.streams\[0\]\.retriever\.record_selector: /u,
  );
  expect(reasons.get("printed")).toMatch(/^The expression \{% set ns .* took longer than 1 s and was ended/u);
  expect(reasons.get("parameter")).toMatch(/^The expression .*regex_search.* took longer than 1 s and was ended\.$/u);
  expect(reasons.get("doubled")).toMatch(/result is too long|took longer/u);
});

test("a pattern of a spec that would try for ever fails the config", async () => {
  await using api = await startApi({});
  const spec = `spec: { type: Spec, connection_specification: { type: object, properties: { id: { type: string, pattern: "^((a+)+)$" } } } }`;
  const run = await runManifest("endless", {
    url: api.url,
    verb: "discover",
    env,
    config: { id: `${"a".repeat(40)}!` },
    change: (text) => `${text}${spec}\n`,
  });
  expect([run.exitCode, run.errors[0]]).toMatchObject([
    1,
    { internal_message: expect.stringMatching(/^The pattern .* took longer than 1 s/u) },
  ]);
});
