import { describe, expect, it } from "vitest";
import { dropStreamStates } from "./drop-stream-states.ts";

const users = '{"stream_descriptor":{"name":"users"},"stream_state":{"n":12345678901234567890}}';
const orders = '{ "stream_state":{"p":0.10}, "stream_descriptor" : {"name":"orders","namespace":"shop"} }';
const line = (states: string): string =>
  `{"type":"STATE", "state":{"global":{"shared_state":{"lsn":9007199254740993},"stream_states" : ${states} ,"x":1},"type":"GLOBAL"} }`;

describe("dropStreamStates", () => {
  it("leaves out the states of the given streams and nothing else", () => {
    const text = line(`[${users}, ${orders}]`);
    expect(dropStreamStates(text, [{ name: "orders", namespace: "shop" }])).toBe(line(`[${users}]`));
    expect(dropStreamStates(text, [{ name: "users" }])).toBe(line(`[${orders}]`));
    expect(dropStreamStates(text, [{ name: "users" }, { name: "orders", namespace: "shop" }])).toBe(line("[]"));
  });

  it("changes nothing when no stream fits", () => {
    const text = line(`[ ${users} ,${orders} , 7 ]`);
    expect(dropStreamStates(text, [{ name: "orders" }, { name: "users", namespace: "" }])).toBe(text);
    expect(dropStreamStates(text, [])).toBe(text);
  });

  it.each([
    '{"type":"STATE","state":{"data":{"stream_states":[]}}}',
    '{"type":"STATE","state":{"global":null}}',
    '{"type":"STATE"}',
    line("null"),
  ])("leaves %s alone", (text) => {
    expect(dropStreamStates(text, [{ name: "users" }])).toBe(text);
  });
});
