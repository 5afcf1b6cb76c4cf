import { expect, test } from "vitest";
import { AirdockError } from "./airdock-error.ts";
import { describeCause } from "./describe-cause.ts";

test("tells the chain from the outside in, with codes, and nothing twice", () => {
  const inner = new AirdockError("The connector ended with exit code 1.", {
    code: "CONNECTOR_EXITED",
    cause: "quota used up",
  });
  const outer = new AirdockError("Stream a failed.", { code: "STREAM_FAILED", cause: inner });
  expect(describeCause({ cause: outer })).toBe(
    "Stream a failed. [STREAM_FAILED]\nThe connector ended with exit code 1. [CONNECTOR_EXITED]\nquota used up",
  );
  expect(describeCause({ cause: new Error("same", { cause: "same" }) })).toBe("same");
});

test("a loop of causes ends", () => {
  const error = new Error("round");
  error.cause = error;
  expect(describeCause({ cause: error })).toBe("round");
});

test("no cause, no text", () => {
  expect(describeCause(new Error("x"))).toBeUndefined();
});

test("a cause that is an error only by its form has a message, and any other object is named", () => {
  const copied = Object.assign(Object.create(null) as object, { message: "disk full", code: "ENOSPC" });
  expect(describeCause({ cause: copied })).toBe("disk full [ENOSPC]");
  expect(describeCause({ cause: Object.create(null) })).toBe("[object Object]");
});
