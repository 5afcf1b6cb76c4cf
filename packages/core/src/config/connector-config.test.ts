import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "./connector-config.ts";
import { stableHash } from "./stable-hash.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "connector-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

test("hands a JSON file on as it stands", async () => {
  const text = '{ "id": 12345678901234567890,\n  "rate": 0.1000,\n  "e": 1e400, "name": "\\u00e4" }\n';
  const config = await readConfig(await write("config.json", text));
  expect(config.text).toBe(text);
  expect(config.value).toMatchObject({ rate: 0.1, name: "ä" });
});

test("takes a byte order mark off", async () => {
  expect((await readConfig(await write("bom.json", '\uFEFF{"a":1}'))).text).toBe('{"a":1}');
});

test("reads YAML, big integers included", async () => {
  const config = await readConfig(await write("config.yaml", "id: 12345678901234567890\nlist: [a, 1]\n"));
  expect(config.text).toBe('{"id":12345678901234567890,"list":["a",1]}');
});

test("prints an object, with numbers that no double holds, and without what is undefined", async () => {
  const { value } = await readConfig(await write("big.json", '{"id": 12345678901234567890}'));
  expect((await readConfig(value)).text).toBe('{"id":12345678901234567890}');
  expect((await readConfig({ a: 1, b: undefined as unknown as string })).text).toBe('{"a":1}');
});

test.each([
  ["broken.json", "{", "CONFIG_INVALID"],
  ["list.json", "[1]", "CONFIG_INVALID"],
  ["null.json", "null", "CONFIG_INVALID"],
  ["broken.yaml", "a: [", "CONFIG_INVALID"],
])("refuses %s", async (name, text, code) => {
  await expect(readConfig(await write(name, text))).rejects.toMatchObject({ code });
});

test("refuses a file that is not there", async () => {
  await expect(readConfig(join(folder, "none.json"))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("hashes the same config to the same, whatever the order of its keys", () => {
  expect(stableHash({ a: 1, b: { c: [1, { d: 2, e: 3 }] } })).toBe(stableHash({ b: { c: [1, { e: 3, d: 2 }] }, a: 1 }));
  expect(stableHash({ a: [1, 2] })).not.toBe(stableHash({ a: [2, 1] }));
});
