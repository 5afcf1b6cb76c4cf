import type { ErrorReport } from "@airdock/core";
import { isAirdockError } from "@airdock/core";
import { expect, test } from "vitest";
import { parseStates } from "./parse-states.ts";

const state =
  '{"type":"STREAM",  "stream":{"stream_descriptor":{"name":"a","namespace":"n"},"stream_state":{"big":12345678901234567890}}}';

test("a state of the protocol stays as it is, byte for byte", () => {
  expect(parseStates(`[\n${state}\n]\n`)).toEqual([
    { type: "STREAM", stream: { name: "a", namespace: "n" }, text: `{"type":"STATE","state":${state}}` },
  ]);
  expect(parseStates("[]")).toEqual([]);
  expect(parseStates('{"data":{"page":3}}')).toMatchObject([{ type: "LEGACY" }]);
});

const stream = { streamDescriptor: { name: "a" }, streamState: { page: 3 } };

test.each([
  ["the interface", [stream]],
  ["the API", { stateType: "stream", connectionId: "x", streamState: [stream] }],
])("what the platform shows: %s", (_name, document) => {
  const [found] = parseStates(JSON.stringify(document));
  expect(found).toMatchObject({ type: "STREAM", stream: { name: "a" } });
  expect(JSON.parse(found?.text ?? "")).toEqual({
    type: "STATE",
    state: { type: "STREAM", stream: { stream_descriptor: { name: "a" }, stream_state: { page: 3 } } },
  });
});

test("the platform's global and legacy states", () => {
  const global = { stateType: "global", globalState: { sharedState: { lsn: 7 }, streamStates: [stream] } };
  expect(JSON.parse(parseStates(JSON.stringify(global))[0]?.text ?? "")).toEqual({
    type: "STATE",
    state: {
      type: "GLOBAL",
      global: {
        shared_state: { lsn: 7 },
        stream_states: [{ stream_descriptor: { name: "a" }, stream_state: { page: 3 } }],
      },
    },
  });
  expect(parseStates('{"stateType":"legacy","state":{"page":3}}')).toMatchObject([{ type: "LEGACY" }]);
});

test.each([
  ["[", "is not valid JSON"],
  ['[{"type":"STREAM"}]', "Its entry 1 is no state."],
  [`[${state},{"data":{}}]`, "different types"],
])("%s is refused", (text, message) => {
  expect(failure(() => parseStates(text))).toMatchObject({
    code: "CONFIG_INVALID",
    message: expect.stringContaining(message),
  });
});

function failure(call: () => unknown): ErrorReport {
  try {
    call();
  } catch (error) {
    if (isAirdockError(error)) return error.toJSON();
    throw error;
  }
  throw new Error("it did not fail");
}
