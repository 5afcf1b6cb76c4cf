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
  ["./manifest.yaml", 'createSource("./manifest.yaml", { config, runners: [manifestRunner()] })'],
  ["sample:shop", 'localRunner({ samples: { shop: "/path/to/program.js" } })'],
])("%s without a runner: names the line to write", (reference, line) => {
  const error = { code: "RUNNER_NOT_INSTALLED", hint: expect.stringContaining(line) };
  expect(() => createSource(reference)).toThrow(expect.objectContaining(error));
});

test("a runner of the user's own is asked first", async () => {
  const runner = {
    ...localRunner(),
    accepts: () => true,
    prepare: () => Promise.resolve({ name: "mine", version: "1.2.3", run: () => Promise.reject(new Error()) }),
  };
  expect(await createSource("source-x", { runners: [runner] }).install()).toEqual({ name: "mine", version: "1.2.3" });
});
