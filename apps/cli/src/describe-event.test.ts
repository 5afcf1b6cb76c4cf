import { expect, test } from "vitest";
import { noteworthy } from "./describe-event.ts";

const terminal = { style: (_style: unknown, text: string): string => text };

test("of what a connector says of its failure the first line is shown, and of that as much as is read", () => {
  const say = (message: string): string | undefined =>
    noteworthy({ at: "2026-01-01T00:00:00Z", type: "connector-error", stream: "users", message }, terminal);
  expect(say("HTTP 401\nResponse (body): …")).toBe("✖ users: HTTP 401");
  expect(say("x".repeat(300))).toBe(`✖ users: ${"x".repeat(239)}…`);
});
