import { describe, expect, it } from "vitest";
import { isAirdockError } from "../error/airdock-error.ts";
import { parseLine } from "./parse-line.ts";

describe("parseLine", () => {
  it.each([
    [
      "LOG",
      '{"type":"LOG","log":{"level":"ERROR","message":"m","stack_trace":"s"}}',
      { kind: "log", level: "ERROR", message: "m", stackTrace: "s" },
    ],
    [
      "LOG of an unknown level",
      '{"type":"LOG","log":{"level":"NOTICE","message":"m","stack_trace":null}}',
      { kind: "log", level: "INFO", message: "m" },
    ],
    [
      "CONNECTION_STATUS",
      '{"type":"CONNECTION_STATUS","connectionStatus":{"status":"SUCCEEDED"}}',
      { kind: "status", succeeded: true },
    ],
    [
      "CONNECTION_STATUS that failed",
      '{"type":"CONNECTION_STATUS","connectionStatus":{"status":"FAILED","message":"no"}}',
      { kind: "status", succeeded: false, message: "no" },
    ],
    [
      "CONTROL",
      '{"type":"CONTROL","control":{"type":"CONNECTOR_CONFIG","emitted_at":1.5,"connectorConfig":{"config":{"a":1}}}}',
      { kind: "control", config: { a: 1 } },
    ],
    [
      "SPEC",
      '{"type":"SPEC","spec":{"connectionSpecification":{"a":1},"documentationUrl":null,"x":1}}',
      { kind: "spec", spec: { connectionSpecification: { a: 1 }, x: 1 } },
    ],
    ["CATALOG", '{"type":"CATALOG","catalog":{"streams":[]}}', { kind: "catalog", catalog: { streams: [] } }],
    [
      "TRACE, with payloads that are null and unknown ones",
      '{"type":"TRACE","log":null,"x":1,"trace":{"type":"ANALYTICS","emitted_at":1.5,"analytics":{"type":"t","value":"v"}}}',
      { kind: "trace", trace: { kind: "analytics", type: "t", value: "v" } },
    ],
    [
      "white space and escapes",
      ' {"t\\u0079pe" : "LOG", "log":{"message":"m"} } ',
      { kind: "log", level: "INFO", message: "m" },
    ],
  ])("reads %s", (_what, line, message) => {
    expect(parseLine(line)).toEqual(message);
  });

  it("keeps the line of a state byte for byte", () => {
    const line =
      ' {"type" : "STATE","id":7, "state":{"type":"LEGACY","data":{"n":12345678901234567890, "price":0.10}}}';
    expect(parseLine(line)).toEqual({ kind: "state", state: { type: "LEGACY", text: line } });
  });

  it.each([
    "hello",
    "{not json}",
    "[1,2]",
    "null",
    "7",
    '"text"',
    "{}",
    "[",
    "{",
    '{"type":7}',
    '{"type":"LOG"}',
    '{"type":"LOG","log":null}',
    '{"type":"LOG","log":{"level":"INFO"}}',
    '{"t****pe":"TRACE","trace":{"type":"ERROR","error":{"message":"m"}}}',
    '{"type":"TRACE","trace":{"type":"NEW","new":{}}}',
    '{"type":"SOMETHING_NEW","x":{}}',
    '{"type":"DESTINATION_CATALOG","destination_catalog":{}}',
    '{"type":"STATE","state":{}}',
    '{"type":"STATE","state":{"type":"STREAM","stream":{}}}',
    '{"type":"STATE","state":null}',
    '{"type":"CONTROL","control":{"type":"OTHER","connectorConfig":{"config":{}}}}',
    '{"type":"CONTROL","control":{"type":"CONNECTOR_CONFIG"}}',
    '{"type":"CONNECTION_STATUS","connectionStatus":{"status":"MAYBE"}}',
    '{"type":"LOG","log":{"message":"m"}',
    '{"type":"toString","toString":{}}',
    '{"type":"__proto__","__proto__":{}}',
    '{"record":{"stream":"a","data":{}}}',
  ])("takes %s for noise", (line) => {
    expect(parseLine(line)).toEqual({ kind: "noise", text: line });
  });

  it.each([
    'Loading... {"type":"RECORD","record":{"stream":"a","data":{}}}',
    '{"type":"LOG","log":{"mes{"type": "RECORD","record":{"stream":"a","data":{}}}',
    '[{"type" : "RECORD"}]',
  ])("rejects %s, which says of itself to be a record", (line) => {
    expect(parseLine(line)).toEqual({ kind: "rejected", reason: "broken-json", excerpt: line });
  });

  it("does not take a log message about a record for one", () => {
    const message = '{"type":"RECORD"}';
    expect(parseLine(JSON.stringify({ type: "LOG", log: { level: "DEBUG", message } }))).toEqual({
      kind: "log",
      level: "DEBUG",
      message,
    });
  });

  it("survives any depth of nesting", () => {
    const deep = `{"type":"LOG","log":{"message":"m"},"x":${"[".repeat(100_000)}1e400${"]".repeat(100_000)}}`;
    expect(parseLine(deep).kind).toMatch(/log|noise/);
  });

  it.each([
    '{"type":"CATALOG","catalog":{}}',
    '{"type":"CATALOG","catalog":{"streams":[{}]}}',
    '{"type":"SPEC","spec":{}}',
  ])("says of %s that the protocol is violated", (line) => {
    expect(() => parseLine(line)).toThrow(expect.objectContaining({ code: "PROTOCOL_VIOLATED" }));
    expect(() => parseLine(line)).toThrow(expect.toSatisfy(isAirdockError));
  });
});
