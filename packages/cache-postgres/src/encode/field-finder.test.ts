import fc from "fast-check";
import { expect, test } from "vitest";
import { FieldFinder } from "./field-finder.ts";

const names = ["a", "b", "ab", "", " ", "é", "constructor", "__proto__", "x.y", "雪"];

test("values are found wherever their fields stand, and whatever stands between them", () => {
  const value = fc.jsonValue({ maxDepth: 3 }).map((json) => JSON.stringify(json, undefined, "\t"));
  const record = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.subarray(names), (records, fields) => {
      const finder = new FieldFinder(fields);
      for (const cells of records) {
        const text = `{ ${cells.map(([name, json]) => `${JSON.stringify(name)} :\n${json}`).join(" , ")} }`;
        const bytes = Buffer.from(`--${text}\n`);
        const isKnown = finder.find(bytes, 2, bytes.length - 1);
        expect(isKnown).toBe(cells.every(([name]) => fields.includes(name)));
        for (const [index, field] of fields.entries()) {
          const [start = -1, end = -1] = [finder.starts[index], finder.ends[index]];
          const found = start < 0 ? undefined : bytes.toString("utf8", start, end);
          expect(found).toBe(cells.find(([name]) => name === field)?.[1]);
        }
      }
    }),
  );
});

test("a field whose name needs an escape is never found, nor taken for another one", () => {
  const finder = new FieldFinder(['a":1,"b', "\\", "\ud800", "\ufffd"]);
  const bytes = Buffer.from('{"a":1,"b":2,"\ufffd":3}');
  expect(finder.find(bytes, 0, bytes.length)).toBe(false);
  expect([...finder.starts].map((start) => start >= 0)).toEqual([false, false, false, true]);
});
