import { expect, test } from "vitest";
import { makeFolder, syncConnector } from "./sync-connector.ts";

test("a GLOBAL state is one checkpoint for all streams, handed back and gone on from", async () => {
  const folder = await makeFolder();
  const first = await syncConnector("global-state", folder, { records: 400 });
  expect(first.result.outcome).toBe("ok");
  const [state = "{}", ...others] = await first.states();
  expect(others).toEqual([]);
  expect(JSON.parse(state).state.type).toBe("GLOBAL");
  const second = await syncConnector("global-state", folder, { records: 600 });
  expect(second.result.streams.map(({ read }) => read)).toEqual([200, 200]);
});

test("a LEGACY state is kept whatever the connector calls it", async () => {
  for (const typed of [true, false]) {
    const folder = await makeFolder();
    await syncConnector("legacy-state", folder, { records: 400, typed });
    const second = await syncConnector("legacy-state", folder, { records: 600, typed });
    expect(second.result.streams.map(({ read }) => read)).toEqual([200, 200]);
    expect(await second.states()).toHaveLength(1);
  }
});

test("the state that is kept is the last one sent, in whatever order their contents stand", async () => {
  const { states } = await syncConnector("states-out-of-order", await makeFolder(), { last: false });
  expect((await states()).map((text) => JSON.parse(text).state.stream.stream_state)).toEqual([{ done: 6 }]);
});

test("a state after COMPLETE is saved like any other", async () => {
  const { states } = await syncConnector("state-after-complete", await makeFolder());
  expect(await states()).toHaveLength(1);
});

test("a wrong record count is reported, and breaks a strict sync", async () => {
  const lenient = await syncConnector("wrong-record-count", await makeFolder());
  expect(lenient.result.warnings.map(({ code }) => code)).toContain("record-count-differs");
  const strict = await syncConnector("wrong-record-count", await makeFolder(), {}, { strict: true });
  expect(strict.result.error?.code).toBe("STRICT_VIOLATED");
});

test("a token good for one use is kept from the CONTROL message and used the next time", async () => {
  const folder = await makeFolder();
  const config = { token: "token-1", used_file: `${folder}/used` };
  for (const _run of [1, 2]) expect((await syncConnector("control-config", folder, config)).result.outcome).toBe("ok");
});
