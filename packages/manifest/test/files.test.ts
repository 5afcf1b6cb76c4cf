import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startApi } from "./api/api-server.ts";
import { runManifest } from "./api/run-manifest.ts";

test("a stream's files are downloaded, and its records say where they lie", async () => {
  const folder = await mkdtemp(join(tmpdir(), "airdock-files-"));
  try {
    await using api = await startApi({
      "GET /documents": () => ({ json: [{ name: "deep/a.txt", link: `${api.url}/raw/a` }] }),
      "GET /raw/a": () => ({ body: "what a says" }),
    });
    const run = await runManifest("files", {
      url: api.url,
      streams: ["documents"],
      env: { AIRBYTE_STAGING_DIRECTORY: folder },
    });
    const record = run.messages.find(({ type }) => type === "RECORD")?.["record"];
    expect(record).toMatchObject({
      file_reference: {
        staging_file_url: join(folder, "documents/deep/a.txt"),
        source_file_relative_path: "documents/deep/a.txt",
        file_size_bytes: 11,
      },
    });
    expect(await readFile(join(folder, "documents/deep/a.txt"), "utf8")).toBe("what a says");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a file's name cannot lead out of the folder of files", async () => {
  await using api = await startApi({
    "GET /documents": () => ({ json: [{ name: "../../../etc/passwd", link: `${api.url}/raw/a` }] }),
    "GET /raw/a": () => ({ body: "what a says" }),
  });
  const run = await runManifest("files", { url: api.url, streams: ["documents"] });
  expect([run.exitCode, run.errors[0]?.message]).toEqual([1, expect.stringContaining("leads out of the folder")]);
});

test("a stream and its parent are not in one group", async () => {
  await using api = await startApi({});
  const groups = `stream_groups: { all: { streams: ["#/streams/0", "#/streams/1"], action: { type: BlockSimultaneousSyncsAction } } }`;
  const run = await runManifest("files", {
    url: api.url,
    verb: "discover",
    change: (text) => text.replace("# groups", groups),
  });
  expect([run.exitCode, run.errors[0]]).toMatchObject([
    1,
    {
      internal_message: expect.stringContaining(
        "Stream 'pages' and its parent stream 'documents' are both in group 'all'.",
      ),
    },
  ]);
});
