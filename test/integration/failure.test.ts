import type { ConnectorName } from "@airdock-test/connectors";
import type { JsonObject, SyncEvent, SyncOutcome } from "@airdock/core";
import { expect, test } from "vitest";
import { makeFolder, syncConnector } from "./sync-connector.ts";

/** A way to fail, and what must be left of it. Five of ten rows are earned by the state after the fifth. */
interface Failure {
  readonly connector: ConnectorName;
  readonly config?: JsonObject;
  readonly outcome: SyncOutcome;
  readonly code: string;
  /** A word of the connector's own, which the error must hold. */
  readonly says?: string;
}

const failures: readonly Failure[] = [
  { connector: "stops-midway", outcome: "partial", code: "CONNECTOR_EXITED" },
  { connector: "trace-error-exit-zero", outcome: "partial", code: "CONNECTOR_FAILED" },
  { connector: "incomplete-exit-zero", outcome: "partial", code: "STREAM_FAILED" },
  { connector: "killed-by-signal", outcome: "partial", code: "CONNECTOR_KILLED", says: "SIGKILL" },
  {
    connector: "killed-by-signal",
    config: { signal: "SIGTERM" },
    outcome: "partial",
    code: "CONNECTOR_KILLED",
    says: "SIGTERM",
  },
];

test.for(failures)(
  "$connector $config keeps what its state earned, and says $code",
  async ({ connector, config, outcome, code, says }) => {
    const finished = await syncConnector(connector, await makeFolder(), config);
    expect(finished.result.outcome).toBe(outcome);
    expect(JSON.stringify([finished.result.error, finished.result.streams])).toContain(code);
    if (says !== undefined) expect(JSON.stringify(finished.result)).toContain(says);
    expect((await finished.rows()).map(({ id }) => id)).toHaveLength(5);
    expect(await finished.states()).toHaveLength(1);
  },
);

test("the other streams go on when one fails", async () => {
  const { result, rows } = await syncConnector("one-stream-fails", await makeFolder());
  expect(result.outcome).toBe("partial");
  expect(Object.fromEntries(result.streams.map(({ name, outcome }) => [name, outcome]))).toEqual({
    items: "ok",
    broken: "failed",
  });
  expect(await rows("items")).toHaveLength(10);
  expect(await rows("broken")).toEqual([]);
});

/** Reads that are odd and all the same good. */
const good: readonly { readonly connector: ConnectorName; readonly config?: JsonObject; readonly rows: number }[] = [
  { connector: "no-stream-statuses", rows: 10 },
  { connector: "no-states", rows: 10 },
  { connector: "state-after-complete", rows: 10 },
  { connector: "splits-a-line-in-two", rows: 3 },
  { connector: "crlf-lines", rows: 10 },
  { connector: "no-last-newline", rows: 10 },
  { connector: "rate-limited-status", rows: 10 },
  { connector: "prints-to-stderr", rows: 10 },
  { connector: "leaves-a-child", config: { seconds: 600 }, rows: 10 },
];

test.for(good)("$connector is a good read", async ({ connector, config, rows }) => {
  const finished = await syncConnector(connector, await makeFolder(), config);
  expect(finished.result.error).toBeUndefined();
  expect(finished.result.outcome).toBe("ok");
  expect(await finished.rows()).toHaveLength(rows);
});

test("rows without any state are kept and reported, and doubled by nobody", async () => {
  const { result } = await syncConnector("no-states", await makeFolder());
  expect(result.warnings.map(({ code }) => code)).toContain("rows-without-state");
});

test("a connector that hangs, even against SIGTERM, is ended by an abort after a clean checkpoint", async () => {
  for (const connector of ["hangs", "ignores-sigterm"] as const) {
    const stop = new AbortController();
    let pid = 0;
    let isSaved = false;
    const onEvent = (event: SyncEvent): void => {
      if (event.type === "connector-log") pid ||= Number(/\d+/.exec(event.message)?.[0] ?? 0);
      isSaved ||= event.type === "state-saved";
      if (pid > 0 && isSaved) stop.abort();
    };
    const options = { signal: stop.signal, finalizeEvery: { rows: 1 }, onEvent };
    const finished = await syncConnector(connector, await makeFolder(), {}, options);
    expect(finished.result.error?.code).toBe("INTERRUPTED");
    expect(await finished.rows()).toHaveLength(5);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  }
});
