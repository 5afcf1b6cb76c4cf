import { describe, expect, it } from "vitest";
import { parseStateArgument, parseStateLine, stateArgument, stateValueText } from "./state-argument.ts";

const value =
  '{"type":"STREAM" , "stream":{"stream_descriptor":{"name":"users"},"stream_state":{"__ab_x":true,"n":12345678901234567890,"p":0.10}},"id":1}';

describe("stateValueText", () => {
  it("gives the state as the source wrote it", () => {
    expect(stateValueText(`{"log":null,"type":"STATE","state": ${value} , "x":1}`)).toBe(value);
  });
});

describe("stateArgument", () => {
  it("is an array of what the source wrote", () => {
    expect(stateArgument([])).toBe("[]");
    expect(stateArgument([`{"type":"STATE","state":${value}}`, '{"type":"STATE","state":{"data":{}}}'])).toBe(
      `[${value},{"data":{}}]`,
    );
  });
});

describe("parseStateArgument", () => {
  it("takes back what stateArgument made", () => {
    const lines = [
      `{"type":"STATE","state":${value}}`,
      '{"type":"STATE","state":{"type":"GLOBAL","global":{"stream_states":[]}}}',
    ];
    const states = parseStateArgument(stateArgument(lines));
    expect(states.map((state) => state?.text)).toEqual(lines);
    expect(states.map((state) => state?.type)).toEqual(["STREAM", "GLOBAL"]);
  });

  it("takes a single state, and text over several lines", () => {
    const text = '\n{\n  "data": {\r\n    "price": 0.10\n  }\n}\n';
    expect(parseStateArgument(text)).toEqual([
      { type: "LEGACY", text: '{"type":"STATE","state":{   "data": {     "price": 0.10   } }}' },
    ]);
  });

  it("says which elements hold no state", () => {
    expect(parseStateArgument(`[7,${value},{}]`).map((state) => state?.type)).toEqual([undefined, "STREAM", undefined]);
  });

  it("throws SyntaxError for what is not JSON", () => {
    expect(() => parseStateArgument("[{]")).toThrow(SyntaxError);
  });
});

describe("parseStateLine", () => {
  it("reads a stored line", () => {
    const line = `{"type":"STATE","state":${value}}`;
    expect(parseStateLine(line)).toEqual({ type: "STREAM", stream: { name: "users" }, text: line });
    expect(parseStateLine('{"type":"STATE"}')).toBeUndefined();
  });
});
