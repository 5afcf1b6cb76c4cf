import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findProblems } from "../src/load/find-problems.ts";
import { loadManifest } from "../src/load/load-manifest.ts";
import { isDict } from "../src/python/is-dict.ts";
import type { PythonValue } from "../src/python/value.ts";

/** A change to a manifest of the end-to-end tests, and whether the CDK's component schema takes it: written by `golden/generate_verdicts.py`. */
type Case = readonly [file: string, path: readonly (string | number)[], value: PythonValue, isTaken: boolean];

const cases = JSON.parse(readFileSync(new URL("golden/verdicts.json", import.meta.url), "utf8")) as readonly Case[];
/** Components of which the schema forgets to say that they are objects; the CDK fails on anything else when it builds them. */
const forgotten = new Set(["record_merge_strategy", "request_authentication"]);

test.each([...new Set(cases.map(([file]) => file))])("changes to %s are taken and refused as the CDK does", (file) => {
  const source = new URL(`../../../test/cli/manifest/sources/${file}`, import.meta.url);
  const { manifest, problems } = loadManifest(readFileSync(source, "utf8"));
  expect(problems).toEqual([]);
  const own = cases.filter(
    ([name, path, value]) =>
      name === file && !(forgotten.has(String(path.at(-1))) && value !== "<drop>" && !isDict(value)),
  );
  expect(own.filter(([, path, value, isTaken]) => judge(manifest.fields, path, value) !== isTaken)).toEqual([]);
});

const texts = JSON.parse(readFileSync(new URL("golden/text.json", import.meta.url), "utf8")) as readonly (readonly [
  name: string,
  text: string,
  isTaken: boolean,
])[];

test.each(texts)("%s", (_name, text, isTaken) => {
  const { problems } = loadManifest(text);
  expect(problems.length === 0, problems.map(({ path, message }) => `${path}: ${message}`).join("\n")).toBe(isTaken);
});

/** Whether a copy of the manifest with the change has no problems. */
function judge(manifest: PythonValue, path: readonly (string | number)[], value: PythonValue): boolean {
  const changed = change(manifest, path, value);
  return isDict(changed) && findProblems(changed).length === 0;
}

/** A copy with a value at a path, or without what is there; all else is shared. */
function change(node: PythonValue, [step, ...rest]: readonly (string | number)[], value: PythonValue): PythonValue {
  if (step === undefined) return value;
  if (Array.isArray(node)) {
    const at = Number(step);
    if (rest.length === 0 && value === "<drop>") return node.toSpliced(at, 1);
    return node.with(at, change(node[at] ?? null, rest, value));
  }
  if (!isDict(node)) return node;
  const { [step]: old, ...others } = node;
  return rest.length === 0 && value === "<drop>" ? others : { ...node, [step]: change(old ?? null, rest, value) };
}
