import type { ConnectorName } from "@airdock-test/connectors";
import { expect, test } from "vitest";
import { makeFolder, syncConnector } from "./sync-connector.ts";

/** Lines that cannot be used: counted by reason, reported, the rest is kept; `--strict` stops at the first. */
const broken: readonly {
  readonly connector: ConnectorName;
  readonly reasons: Record<string, number>;
  readonly rows: number;
}[] = [
  { connector: "truncated-last-line", reasons: { "broken-json": 1 }, rows: 5 },
  { connector: "invalid-utf8", reasons: { "invalid-utf8": 3 }, rows: 10 },
  { connector: "data-not-an-object", reasons: { "data-not-an-object": 3, "record-without-data": 2 }, rows: 10 },
  { connector: "undeclared-stream", reasons: { "unknown-stream": 2 }, rows: 10 },
];

test.for(broken)("$connector: the rest is kept, the lines are counted", async ({ connector, reasons, rows }) => {
  const finished = await syncConnector(connector, await makeFolder());
  expect(Object.fromEntries(finished.result.rejected.map(({ reason, count }) => [reason, count]))).toEqual(reasons);
  expect(await finished.rows()).toHaveLength(rows);
});

test.for(broken)("$connector stops a strict sync, and no later state is saved", async ({ connector }) => {
  const { result } = await syncConnector(connector, await makeFolder(), {}, { strict: true });
  expect(result.error?.code).toBe("STRICT_VIOLATED");
});

test("text between the messages is only a log; what begins like a record is counted", async () => {
  const { result, events, rows } = await syncConnector("garbage-lines", await makeFolder());
  expect(result).toMatchObject({ outcome: "ok", rejected: [{ reason: "broken-json", count: 10 }] });
  expect(events.some(({ type }) => type === "connector-log")).toBe(true);
  expect(await rows()).toHaveLength(10);
});

test("a record of 40 MB is kept whole", async () => {
  const { result, rows } = await syncConnector("huge-line", await makeFolder());
  expect(result.outcome).toBe("ok");
  const lengths = (await rows()).map(({ name }) => String(name).length);
  expect(Math.max(...lengths)).toBe(40_000_000);
});

test("half a surrogate pair is replaced and declared, or kept", async () => {
  const { result, rows } = await syncConnector("lone-surrogate", await makeFolder());
  expect(result.outcome).toBe("ok");
  expect((await rows()).length).toBeGreaterThan(10);
});

test("a record without emitted_at has the time it was read", async () => {
  const before = new Date().toISOString();
  const { rows } = await syncConnector("missing-emitted-at", await makeFolder());
  const read = (await rows()).filter(({ id }) => Number(id) >= 100);
  expect(read).toHaveLength(4);
  for (const row of read.slice(0, 1)) expect(String(row["_airbyte_extracted_at"]) >= before).toBe(true);
});

test("fields nobody declared become JSON columns and are reported", async () => {
  const { events, rows } = await syncConnector("undeclared-field", await makeFolder());
  const added = events.flatMap((event) => (event.type === "columns-added" ? event.columns : []));
  expect(added).toHaveLength(3);
  expect((await rows()).some((row) => added.some((column) => row[column] !== null))).toBe(true);
});

test("records print in any order of keys", async () => {
  const { result, rows } = await syncConnector("any-key-order", await makeFolder());
  expect(result).toMatchObject({ outcome: "ok", rejected: [] });
  expect((await rows()).length).toBeGreaterThanOrEqual(7);
});

test("a key that cannot hold every value becomes text, and that is reported", async () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: 1 }];
  const stream = { name: "items", properties: { id: { type: "integer" } }, key: ["id"], rows, state: { done: 3 } };
  const streams = [{ ...stream, cursor: "id", modes: ["incremental"] }];
  const finished = await syncConnector("given-rows", await makeFolder(), { streams });
  expect(finished.result.warnings.map(({ code }) => code)).toEqual(["key-widened"]);
  expect((await finished.rows()).map(({ id }) => id).toSorted()).toEqual(["1", "a", "b"]);
});
