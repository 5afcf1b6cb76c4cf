import { expect, test } from "vitest";
import { retry } from "./retry.ts";

/** Fails so often, then gives the number of tries. */
function failing(times: number): () => Promise<number> {
  let tries = 0;
  return () => {
    tries += 1;
    return tries <= times ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve(tries);
  };
}

const rule = { accepts: () => true, maxTries: 3, waitTime: () => 0 };

test("an action is tried again until it succeeds, and no more often than allowed", async () => {
  expect(await retry(failing(2), rule)).toBe(3);
  await expect(retry(failing(3), rule)).rejects.toThrow("try 3");
});

test("what is not accepted is not tried again", async () => {
  await expect(retry(failing(1), { ...rule, accepts: () => false })).rejects.toThrow("try 1");
});

test("when the time is over the last failure stands", async () => {
  await expect(retry(failing(1), { ...rule, maxTime: 0 })).rejects.toThrow("try 1");
});

test("a signal ends the waiting", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(retry(failing(1), { ...rule, waitTime: () => 60, signal })).rejects.toThrow();
});
