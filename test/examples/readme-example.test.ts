import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listReadmeBlocks } from "./readme-block.ts";

/** Languages that a reader types or pastes; what is only to be looked at is `text`, `console`, `json`, … */
const runnable = new Set(["ts", "js", "sh", "bash", "sql"]);
const examples = listReadmeBlocks().filter(({ language }) => runnable.has(language));
const places = examples.map(({ path, line, language, name }) => ({ place: `${path}:${line} (${language})`, name }));

test("every example of a README has a name of its own", () => {
  expect(places.filter(({ name }) => name === undefined)).toEqual([]);
  const names = places.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("every example of a README is read, by its name, by a test that runs it", () => {
  const texts = globSync("*.test.ts", { cwd: import.meta.dirname }).map((name) =>
    readFileSync(`${import.meta.dirname}/${name}`, "utf8"),
  );
  const read = texts.flatMap((text) => [...text.matchAll(/readExample\(\s*"([^"]+)"/g)].map((call) => call[1]));
  expect(places.filter(({ name }) => !read.includes(name))).toEqual([]);
});
