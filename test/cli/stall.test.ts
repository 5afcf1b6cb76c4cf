import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectorPath } from "@airdock-test/connectors";
import { expect } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

inFolder(
  "a connector that hangs is stopped; what it earned is kept, and the next sync goes on",
  { timeout: 300_000 },
  async ({ folder }) => {
    const sync = ["sync", connectorPath("hangs"), "--name", "hung", "--stall-after", "5s", "--json"];
    const { status, stdout, stderr } = await runAirdock(folder, sync);
    expect(stderr).toContain("The connector has said nothing for");
    expect(stderr).toMatch(/The connector has given no sign of life for \d+ s\. \[CONNECTOR_STALLED\]/);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "partial",
      error: { code: "SYNC_PARTIAL", retryable: true },
      streams: [{ written: 5 }],
    });
    expect(status).toBe(6);
  },
);

/** Waits for longer than the limit, which it says: RUNNING, RATE_LIMITED. */
const limited = `#!/usr/bin/env node
const [command] = process.argv.slice(2);
const say = (message) => console.log(JSON.stringify(message));
const status = (status, more) =>
  say({ type: "TRACE", trace: { type: "STREAM_STATUS", emitted_at: 1, stream_status: { stream_descriptor: { name: "items" }, status, ...more } } });
const stream = { name: "items", json_schema: { properties: { id: { type: "integer" } } }, supported_sync_modes: ["full_refresh"] };
if (command === "spec") say({ type: "SPEC", spec: { connectionSpecification: {} } });
if (command === "discover") say({ type: "CATALOG", catalog: { streams: [stream] } });
if (command === "read") {
  status("STARTED");
  status("RUNNING", { reasons: [{ type: "RATE_LIMITED", rate_limited: { quota_reset: Date.now() + 60000 } }] });
  setTimeout(() => {
    say({ type: "RECORD", record: { stream: "items", emitted_at: 1, data: { id: 1 } } });
    status("COMPLETE");
  }, 7000);
}
`;

inFolder("a connector that waits for a rate limit does not hang", { timeout: 300_000 }, async ({ folder }) => {
  await writeFile(join(folder, "source-limited"), limited);
  await chmod(join(folder, "source-limited"), 0o755);
  const { status, stderr } = await runAirdock(folder, ["sync", "./source-limited", "--stall-after", "5s"]);
  expect(stderr).toMatch(/^items: waiting for the API's rate limit, until 20/m);
  expect(stderr).toContain("✔ limited is in");
  expect(status).toBe(0);
});
