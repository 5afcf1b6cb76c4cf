import { expect, test } from "vitest";
import type { ConnectorRunner } from "../../src/connector/connector-runner.ts";
import { createSource } from "../../src/connector/create-source.ts";
import { localRunner } from "../../src/connector/local-runner.ts";
import { sync } from "../../src/sync/sync.ts";
import { createMemoryCache } from "../../src/testing/memory-cache.ts";
import { connectorPath } from "./connector-path.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Runs programs, after a step that takes its time elsewhere. */
const slowRunner: ConnectorRunner = {
  ...localRunner(),
  prepare: async (reference, options) => {
    options?.onProgress?.("fetching it from far away");
    return localRunner().prepare(reference, options);
  },
};

test("what is done before a connector can start is an event of the sync, once", async () => {
  const projectFolder = await temporaryFolder();
  const own: string[] = [];
  const source = createSource(connectorPath("plays-its-config"), {
    projectFolder,
    runners: [slowRunner],
    onProgress: (step) => own.push(step),
  });
  const events: unknown[] = [];
  await using cache = createMemoryCache();
  await sync({ source, cache, reject: false, onEvent: (event) => events.push(event) });
  const step = "fetching it from far away";
  expect(events.slice(0, 2)).toMatchObject([{ type: "connector-preparing", step }, { type: "run-started" }]);
  expect(own).toEqual([step]);
});
