import { describe, expect, it } from "vitest";
import type { StoredStream } from "../cache/stored.ts";
import { describeMissingKey, doubtKey, nearestProperty } from "./doubt-key.ts";

const jsonSchema = {
  properties: { id: { type: "integer" }, owner: { properties: { login: {} } }, open: { type: "object" }, any: true },
} as const;
const fresh = { stored: undefined, strict: false };
const merged = { mode: "merge", rows: 3 } as StoredStream;

function doubt(key: string[][], past: Parameters<typeof doubtKey>[1] = fresh) {
  return doubtKey({ mode: "merge", primaryKey: key, jsonSchema }, past);
}

describe("doubtKey", () => {
  it("leaves a declared key alone", () => {
    expect(doubt([["id"], ["owner", "login"]])).toBeUndefined();
  });

  it.each([[["nope"]], [["ID"]], [[""]], [["owner", "nope"]], [["open", "id"]], [["any", "id"]], [["toString"]]])(
    "lets records prove %j",
    (path) => {
      expect(doubt([["id"], path])).toMatchObject({ paths: [path], otherwise: "append" });
    },
  );

  it("never appends to a table that holds merged rows, nor with strict", () => {
    expect(doubt([["nope"]], { stored: merged, strict: false })?.otherwise).toBe("fail");
    expect(doubt([["nope"]], { stored: { ...merged, rows: 0 }, strict: false })?.otherwise).toBe("append");
    expect(doubt([["nope"]], { stored: undefined, strict: true })?.otherwise).toBe("fail");
  });

  it("leaves other modes alone", () => {
    expect(doubtKey({ mode: "append", primaryKey: [["nope"]], jsonSchema }, fresh)).toBeUndefined();
  });
});

it("names the nearest property, at its depth", () => {
  expect(nearestProperty({ jsonSchema }, [["ID"]])).toBe("id");
  expect(nearestProperty({ jsonSchema }, [["owner", "logn"]])).toBe("owner.login");
  expect(nearestProperty({ jsonSchema }, [["something else"]])).toBeUndefined();
  expect(describeMissingKey("items", { jsonSchema }, [["ID"]])).toContain('names "ID"');
});
