import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalog, record, streamState, streamStatus, writeScriptedConnector } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

const cache = "sqlite:./data.sqlite";

inFolder("names with commas are chosen whole, as streams and as keys", async ({ folder }) => {
  const source = await writeSource(folder);
  const sync = ["sync", source, "--name", "c", "--to", cache, "--json", "--full-refresh"];
  expect(await syncedStreams(folder, [...sync, "--streams", "a,b"])).toEqual([{ name: "a,b", written: 2 }]);
  expect(await syncedStreams(folder, [...sync, "--streams", "b, a,b"])).toEqual([
    { name: "b", written: 1 },
    { name: "a,b", written: 2 },
  ]);
  const keyed = ["--stream-option", "a,b.key=k,m", "--stream-option", "a,b.mode=merge", "--streams", "a,b"];
  expect(await syncedStreams(folder, ["sync", source, "--name", "k", "--to", cache, "--json", ...keyed])).toEqual([
    { name: "a,b", written: 1 },
  ]);
});

inFolder("state reset and init take the same names", async ({ folder }) => {
  const source = await writeSource(folder);
  await runAirdock(folder, ["sync", source, "--name", "c", "--to", cache]);
  const reset = await runAirdock(folder, ["state", "reset", "c", "--streams", "a,b", "--from", cache]);
  expect(reset).toMatchObject({ status: 0, stderr: expect.stringContaining("reads 1 stream from the beginning") });
  const init = ["init", source, "--yes", "--name", "made", "--to", cache, "--format", "json", "--streams", "a,b"];
  expect(await runAirdock(folder, [...init])).toMatchObject({ status: 0 });
  const written = JSON.parse(await readFile(join(folder, "airdock.config.json"), "utf8"));
  expect(written.connections.made.streams).toEqual(["a,b"]);
  written.connections.made.streams = "a,b";
  await writeFile(join(folder, "airdock.config.json"), JSON.stringify(written));
  expect(await syncedStreams(folder, ["sync", "made", "--json"])).toEqual([{ name: "a,b", written: 2 }]);
});

/** A source with the streams `b` and `a,b`; rows of the latter share the property `k,m`. */
async function writeSource(folder: string): Promise<string> {
  const properties = { id: { type: "integer" }, "k,m": { type: "integer" } };
  const streams = ["b", "a,b"].map((name) => ({
    name,
    json_schema: { type: "object", properties },
    supported_sync_modes: ["full_refresh" as const, "incremental" as const],
    source_defined_cursor: true,
    source_defined_primary_key: [["id"]],
  }));
  const read = {
    steps: [
      record("b", { id: 1, "k,m": 7 }),
      streamState("b", { n: 1 }),
      streamStatus("b", "COMPLETE"),
      record("a,b", { id: 1, "k,m": 7 }),
      record("a,b", { id: 2, "k,m": 7 }),
      streamState("a,b", { n: 1 }),
      streamStatus("a,b", "COMPLETE"),
    ],
  };
  return await writeScriptedConnector(folder, { discover: { steps: [catalog(streams)] }, read: Array(5).fill(read) });
}

async function syncedStreams(
  folder: string,
  args: readonly string[],
): Promise<readonly { readonly name: string; readonly written: number }[]> {
  const { status, stdout } = await runAirdock(folder, args);
  expect({ status, stdout }).toMatchObject({ status: 0 });
  const { streams } = JSON.parse(stdout) as { streams: { name: string; written: number }[] };
  return streams.map(({ name, written }) => ({ name, written }));
}
