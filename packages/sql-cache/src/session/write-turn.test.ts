import { expect, test } from "vitest";
import { takeWriteTurn } from "./write-turn.ts";

test("writers of one database take turns in the order they came", async () => {
  const order: string[] = [];
  const write = async (name: string): Promise<void> => {
    const done = await takeWriteTurn("file", undefined);
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
    done();
  };
  await Promise.all([write("a"), write("b"), write("c")]);
  expect(order).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("writers of different databases do not wait for each other", async () => {
  const turns = [takeWriteTurn("one", undefined), takeWriteTurn("two", undefined)];
  await expect(Promise.all(turns)).resolves.toHaveLength(2);
  for (const turn of turns) (await turn)();
});

test("who gives up waiting does not hold up the next", async () => {
  const first = await takeWriteTurn("file", undefined);
  const controller = new AbortController();
  const impatient = takeWriteTurn("file", controller.signal);
  const patient = takeWriteTurn("file", undefined);
  controller.abort(new Error("enough"));
  await expect(impatient).rejects.toThrow("enough");
  first();
  (await patient)();
});
