import { expect, test } from "vitest";
import { localRunner } from "../../src/connector/local-runner.ts";
import { parseSourceReference } from "../../src/connector/parse-source-reference.ts";
import { connectorPath } from "./connector-path.ts";

const megabyte = 1024 ** 2;

test("a connector that writes a gigabyte is held while nobody reads, and loses nothing", async () => {
  const connector = await localRunner().prepare(parseSourceReference(connectorPath("writes-a-gigabyte")));
  const before = process.memoryUsage.rss();
  await using session = await connector.run({ kind: "read", config: "{}", catalog: "{}" });
  const [held] = await Array.fromAsync(firstOf(session.stderr));
  const wentOut = Number(held?.replace("held at ", ""));
  expect(wentOut).toBeLessThan(4 * megabyte);
  let bytes = 0;
  let highest = 0;
  for await (const chunk of session.stdout) {
    bytes += chunk.length;
    highest = Math.max(highest, process.memoryUsage.rss());
  }
  expect(bytes).toBe(1024 * megabyte);
  expect(highest - before).toBeLessThan(150 * megabyte);
  expect((await session.exited).exitCode).toBe(0);
});

async function* firstOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) {
    yield line;
    return;
  }
}
