import { expect, test } from "vitest";
import { AirdockError } from "../error/airdock-error.ts";
import { waitForConnection } from "./wait-for-connection.ts";

const { signal } = new AbortController();

function busyTimes(
  count: number,
  code: "CONNECTION_BUSY" | "CONNECTION_CHANGED" = "CONNECTION_BUSY",
): () => Promise<string> {
  let left = count;
  return async () => {
    left -= 1;
    if (left >= 0) throw new AirdockError("Connection shop is being synced.", { code });
    return "run";
  };
}

test("another run of the connection is waited for where that is asked for, and it is said once", async () => {
  const reasons: string[] = [];
  const wait = { waitMs: 60_000, onWaiting: (reason: string) => void reasons.push(reason), signal };
  expect(await waitForConnection(busyTimes(2), wait)).toBe("run");
  expect(reasons).toEqual(["Connection shop is being synced."]);
});

test.each([
  { what: "not without a time", start: busyTimes(1), waitMs: undefined, code: "CONNECTION_BUSY" },
  { what: "not longer than the time", start: busyTimes(100), waitMs: 1, code: "CONNECTION_BUSY" },
  { what: "for nothing else", start: busyTimes(1, "CONNECTION_CHANGED"), waitMs: 60_000, code: "CONNECTION_CHANGED" },
])("$what", async ({ start, waitMs, code }) => {
  await expect(waitForConnection(start, { waitMs, onWaiting: () => {}, signal })).rejects.toMatchObject({ code });
});

test("an abort ends the waiting", async () => {
  const controller = new AbortController();
  const onWaiting = (): void => controller.abort(new Error("enough"));
  const waiting = waitForConnection(busyTimes(100), { waitMs: 60_000, onWaiting, signal: controller.signal });
  await expect(waiting).rejects.toThrow("enough");
});
