import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  catalog,
  connectorPath,
  type Message,
  readScriptLog,
  record,
  row,
  rowStream,
  streamState,
  streamStatus,
  writeScriptedConnector,
} from "@airdock-test/connectors";
import type { SyncEvent } from "@airdock/core";
import { expect } from "vitest";
import { crashedCaches } from "./crashed-cache.ts";
import { readContent } from "./read-content.ts";
import { expectCheckpoint } from "./expect-checkpoint.ts";
import { expectNoDebris } from "./expect-no-debris.ts";
import { inFolder } from "./in-folder.ts";
import { syncByAirdock } from "./sync-by-airdock.ts";
import { connectorConfig, eachItsOwn } from "./scenario.ts";
import { waitForEnd } from "./wait-for-end.ts";

const scenario = eachItsOwn;
const streams = Object.keys(scenario.modes);
const { records, recordsPerState } = scenario;

/** Signals, when they come, and the exit status by the number of the signal. */
const interrupts = [
  { signal: "SIGINT", when: "before anything is read", isThen: isStarted, status: 130, keeps: false },
  { signal: "SIGINT", when: "after a state", isThen: isPastState, status: 130, keeps: true },
  { signal: "SIGTERM", when: "after a state", isThen: isPastState, status: 143, keeps: true },
] as const;

inFolder.for(crashedCaches.flatMap((crashed) => interrupts.map((one) => ({ ...one, crashed, cache: crashed.name }))))(
  "$cache: $signal $when: a clean checkpoint, exit $status; the next sync completes it",
  async ({ crashed, signal, isThen, status, keeps }, { folder }) => {
    const config = { ...connectorConfig(scenario), delay_ms: 200 };
    await writeFile(join(folder, "config.json"), JSON.stringify(config));
    const modes = Object.entries(scenario.modes).flatMap(([name, mode]) => ["--stream-option", `${name}.mode=${mode}`]);
    const sync = [connectorPath("states-between-records"), "--config", "config.json", ...modes];
    let isSent = false;
    const stopped = await syncByAirdock(crashed, folder, sync, (event, interrupt) => {
      if (isSent || !isThen(event)) return;
      isSent = true;
      interrupt(signal);
    });
    expect(stopped.status).toBe(status);
    expect(stopped.events.at(-1)).toMatchObject({ type: "run-finished", error: { code: "INTERRUPTED" } });
    const kept = await readContent(crashed, join(folder, "data"), streams);
    expectCheckpoint(kept, scenario);
    expect(Object.values(kept).some(({ done }) => done > 0)).toBe(keeps);
    await expectNoDebris(crashed, folder);
    expect((await syncByAirdock(crashed, folder, sync)).status).toBe(0);
    const content = await readContent(crashed, join(folder, "data"), streams);
    expectCheckpoint(content, scenario);
    expect(Object.values(content).map(({ done }) => done)).toEqual([records, records, records]);
    await expectNoDebris(crashed, folder);
  },
);

inFolder.for(crashedCaches)(
  "$name: a second Ctrl-C kills at once, and the connector with it",
  async (crashed, { folder }) => {
    const items = (from: number, to: number): Message[] =>
      Array.from({ length: to - from }, (_, index) => record("items", row("items", from + index)));
    const log = join(folder, "log.ndjson");
    const neverThere = { waitForFile: join(folder, "never-there") };
    const connector = await writeScriptedConnector(folder, {
      log,
      discover: { steps: [catalog([rowStream("items")])] },
      read: [
        {
          steps: [...items(0, 5), streamState("items", { done: 5 }), streamStatus("items", "RUNNING"), neverThere],
          ignoreSigterm: true,
        },
        { steps: [...items(0, 10), streamState("items", { done: 10 }), streamStatus("items", "COMPLETE")] },
      ],
    });
    const killed = await syncByAirdock(crashed, folder, [connector], ({ type }, interrupt) => {
      // The second one comes when the first has reached the connector.
      if (type === "stream-status" || type === "connector-stderr") interrupt("SIGINT");
    });
    expect(killed.status).toBe(130);
    expect(killed.events.map(({ type }) => type)).not.toContain("run-finished");
    const { pid = 0 } = (await readScriptLog(log)).at(-1) ?? {};
    await waitForEnd(pid).catch((error: unknown) => {
      process.kill(pid, "SIGKILL");
      throw error;
    });
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
    expect(await readContent(crashed, join(folder, "data"), ["items"])).toEqual({ items: { rows: [], done: 0 } });
    expect((await syncByAirdock(crashed, folder, [connector])).status).toBe(0);
    const { items: content } = await readContent(crashed, join(folder, "data"), ["items"]);
    expect(content).toMatchObject({ rows: items(0, 10).map((_, sequence) => ({ sequence })), done: 10 });
    await expectNoDebris(crashed, folder);
  },
);

function isStarted({ type }: SyncEvent): boolean {
  return type === "run-started";
}

function isPastState(event: SyncEvent): boolean {
  return event.type === "stream-progressed" && event.read > recordsPerState;
}
