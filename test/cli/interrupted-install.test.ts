import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { inFolder } from "./in-folder.ts";
import { runAirdock } from "./run-airdock.ts";

/** A package registry that takes calls and never answers. */
async function silentRegistry(onCall: () => void): Promise<string> {
  const server = createServer(onCall);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

inFolder("Ctrl-C during an install ends it at once and leaves nothing", async ({ folder }) => {
  const called = Promise.withResolvers<void>();
  const home = join(folder, "home");
  const env = {
    npm_config_registry: await silentRegistry(called.resolve),
    npm_config_cache: join(folder, "npm"),
    AIRDOCK_HOME: home,
  };
  const run = await runAirdock(folder, ["install", "npm:@acme/source-x"], {
    env,
    onStderr: (text, kill) => {
      if (text.includes("installing")) void called.promise.then(() => kill("SIGINT"));
    },
  });
  expect(run.status).toBe(130);
  expect(run.stderr).toContain("[INTERRUPTED]");
  expect(await readdir(join(home, "npm"))).toEqual([]);
  expect(await readdir(folder)).not.toContain("airdock.lock");
});
