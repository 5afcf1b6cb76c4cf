import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSource } from "../../src/connector/create-source.ts";
import { localRunner } from "../../src/connector/local-runner.ts";
import { connectorPath } from "./connector-path.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("a file that may not be executed: says what to run", async () => {
  const path = join(await temporaryFolder(), "source-x.mjs");
  await writeFile(path, "console.log()", { mode: 0o644 });
  await expect(createSource(path).install()).rejects.toMatchObject({
    code: "CONNECTOR_NOT_EXECUTABLE",
    hint: `Run: chmod +x ${path} Its first line must be: #!/usr/bin/env node`,
  });
});

test.each(["./no/such/source", "/"])("%s is no program", async (path) => {
  await expect(createSource(path).install()).rejects.toMatchObject({ code: "CONNECTOR_NOT_EXECUTABLE" });
});

test("a sample is run by this Node, from where the runner knows it", async () => {
  const runners = [localRunner({ samples: { play: connectorPath("plays-its-config") } })];
  const source = createSource("sample:play", { runners });
  expect(source.name).toBe("play");
  expect(await source.install()).toEqual({ name: "sample:play", version: undefined });
  expect(await source.spec()).toHaveProperty("connectionSpecification");
  await expect(createSource("sample:pla", { runners }).install()).rejects.toMatchObject({
    hint: "Did you mean sample:play?",
  });
});

test.each([
  ["./manifest.yaml", "RUNNER_NOT_INSTALLED", 'createSource("./manifest.yaml", { config, runners: [yourRunner] })'],
  [
    "docker:airbyte/source-x",
    "RUNNER_NOT_INSTALLED",
    'createSource("docker:airbyte/source-x", { config, runners: [yourRunner] })',
  ],
  ["npm:source-x", "RUNNER_NOT_INSTALLED", "yourRunner"],
  ["sample:shop", "RUNNER_NOT_INSTALLED", 'localRunner({ samples: { shop: "/path/to/program.js" } })'],
  ["source-faker", "SOURCE_UNKNOWN", "pypi:airbyte-source-faker"],
  ["faker", "SOURCE_UNKNOWN", "pypi:airbyte-source-faker"],
])("%s without a runner: names the line to write", (reference, code, line) => {
  expect(() => createSource(reference)).toThrow(expect.objectContaining({ code, hint: expect.stringContaining(line) }));
});

test("a runner of the user's own is asked first", async () => {
  const runner = {
    ...localRunner(),
    accepts: () => true,
    prepare: () => Promise.resolve({ name: "mine", version: "1.2.3", run: () => Promise.reject(new Error()) }),
  };
  expect(await createSource("source-x", { runners: [runner] }).install()).toEqual({ name: "mine", version: "1.2.3" });
});
