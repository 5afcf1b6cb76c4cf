import { describe, expect, it } from "vitest";
import { parseSpec } from "./parse-spec.ts";

describe("parseSpec", () => {
  it("keeps what it knows and what it does not", () => {
    const spec = {
      connectionSpecification: { type: "object" },
      documentationUrl: "https://example.com",
      advanced_auth: { a: 1 },
      supportsDBT: false,
    };
    expect(parseSpec(spec)).toEqual(spec);
  });

  it("leaves out fields of a wrong type", () => {
    const spec = {
      connectionSpecification: {},
      documentationUrl: null,
      changelogUrl: 7,
      protocol_version: 0.2,
      advanced_auth: [],
    };
    expect(parseSpec(spec)).toEqual({ connectionSpecification: {} });
  });

  it.each([[{}], [{ connectionSpecification: null }], [{ connectionSpecification: "{}" }]])(
    "cannot use %j",
    (payload) => {
      expect(() => parseSpec(payload)).toThrow(expect.objectContaining({ code: "PROTOCOL_VIOLATED" }));
    },
  );
});
