import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { currentHolder, isHolderGone, type LeaseHolder } from "../src/cache/lease-holder.ts";

const program = new URL("../src/cache/lease-holder.ts", import.meta.url).href;
const script = `
  const { currentHolder } = await import(${JSON.stringify(program)});
  process.stdout.write(JSON.stringify(await currentHolder()));
  setInterval(() => {}, 60_000);
`;

test("a process is there until it has ended", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [text] = await once(child.stdout, "data");
  const holder = JSON.parse(String(text)) as LeaseHolder;
  expect(holder.pid).toBe(child.pid);
  expect(await isHolderGone(holder)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await isHolderGone(holder)).toBe(true);
});

test("this process is there, a later one of its id is another", async () => {
  const holder = await currentHolder();
  expect(await isHolderGone(holder)).toBe(false);
  expect(await isHolderGone({ ...holder, processStart: "1" })).toBe(holder.processStart !== undefined);
});

test("what cannot be seen from here is not gone", async () => {
  const holder = { ...(await currentHolder()), pid: 2 ** 30 };
  expect(await isHolderGone(holder)).toBe(true);
  for (const other of [{ host: "elsewhere" }, { bootId: "another" }, { pidNamespace: "pid:[1]" }]) {
    expect(await isHolderGone({ ...holder, ...other })).toBe(false);
  }
  const { bootId: _, ...unknown } = holder;
  expect(await isHolderGone(unknown)).toBe(false);
});
