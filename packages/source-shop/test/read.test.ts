import { expect, test } from "vitest";
import type { PrintedMessage, PrintedState } from "./printed-message.ts";
import { configuredCatalog, runShop, type ShopRun } from "./run-shop.ts";

const config = { users: 25, products: 4, records_per_state: 10 };
const catalog = configuredCatalog("users", "products", "purchases");

test("a stream tells its start, its size, its records, its states and its end, in that order", async () => {
  const { messages, code } = await runShop("read", { config, catalog: configuredCatalog("users") });
  expect(code).toBe(0);
  expect(messages.map(describe)).toEqual([
    "LOG",
    "STARTED",
    "ESTIMATE 25",
    "RUNNING",
    ...Array<string>(10).fill("RECORD"),
    "STATE 10 of 10",
    ...Array<string>(10).fill("RECORD"),
    "STATE 20 of 10",
    ...Array<string>(5).fill("RECORD"),
    "STATE 25 of 5",
    "LOG",
    "COMPLETE",
  ]);
});

test("a read from any of its states goes on exactly where an uninterrupted one does", async () => {
  const whole = await runShop("read", { config, catalog });
  expect(recordsOf(whole)).toHaveLength(25 + 4 + 75);
  const states = statesOf(whole);
  expect(states).toHaveLength(12);
  for (const [index, state] of states.entries()) {
    const stream = state.stream.stream_descriptor.name;
    const rest = await runShop("read", { config, catalog: configuredCatalog(stream), state: [state] });
    const expected = whole.messages.slice(whole.messages.findIndex((message) => message.state === state));
    expect(recordsOf(rest), `state ${index}`).toEqual(recordsOf({ messages: expected }, stream));
  }
});

test("a second sync has nothing new and sends the state again", async () => {
  const state = lastStates(await runShop("read", { config, catalog }));
  const second = await runShop("read", { config, catalog, state });
  expect(recordsOf(second)).toEqual([]);
  expect(lastStates(second).map((entry) => entry.stream)).toEqual(state.map((entry) => entry.stream));
  expect(second.messages.map(describe)).not.toContain("RUNNING");
});

test("a shop that grew sends the new records only", async () => {
  const state = lastStates(await runShop("read", { config, catalog }));
  const grown = await runShop("read", { config: { ...config, users: 30 }, catalog, state });
  expect(recordsOf(grown).map((data) => data.id)).toEqual([
    26,
    27,
    28,
    29,
    30,
    ...Array.from({ length: 15 }, (_, index) => 76 + index),
  ]);
});

test("start_date leaves out what is older", async () => {
  const all = recordsOf(await runShop("read", { config, catalog: configuredCatalog("users") }));
  const recent = recordsOf(
    await runShop("read", {
      config: { ...config, start_date: all[7]?.updated_at },
      catalog: configuredCatalog("users"),
    }),
  );
  expect(recent).toEqual(all.slice(7));
});

test("a stream that does not exist ends INCOMPLETE, the others are read", async () => {
  const { messages, code } = await runShop("read", { config, catalog: configuredCatalog("orders", "products") });
  expect(code).toBe(1);
  expect(messages.map(describe)).toEqual(expect.arrayContaining(["COMPLETE", "INCOMPLETE", "RECORD"]));
  expect(messages.at(-1)?.trace?.error).toMatchObject({ failure_type: "config_error" });
});

test.each([
  ["config", { config: { users: "many" }, catalog }],
  ["catalog", { config, catalog: {} }],
  ["state", { config, catalog, state: [{ data: { users: 1 } }] }],
])("a wrong %s is a TRACE ERROR and exit status 1", async (_, files) => {
  const { messages, code } = await runShop("read", files);
  expect(code).toBe(1);
  expect(messages).toMatchObject([
    { type: "TRACE", trace: { type: "ERROR", error: { failure_type: "config_error" } } },
  ]);
});

function recordsOf({ messages }: Pick<ShopRun, "messages">, stream?: string): Record<string, unknown>[] {
  return messages.flatMap(({ record }) => (record && (stream ?? record.stream) === record.stream ? [record.data] : []));
}

function statesOf({ messages }: ShopRun): PrintedState[] {
  return messages.flatMap(({ state }) => state ?? []);
}

/** The last state of each stream: what a next sync is given. */
function lastStates(run: ShopRun): PrintedState[] {
  return [...new Map(statesOf(run).map((state) => [state.stream.stream_descriptor.name, state])).values()];
}

function describe({ type, state, trace }: PrintedMessage): string {
  if (state) return `STATE ${state.stream.stream_state.count} of ${state.sourceStats.recordCount}`;
  if (trace?.estimate) return `ESTIMATE ${trace.estimate.row_estimate}`;
  return trace?.stream_status?.status ?? type;
}
