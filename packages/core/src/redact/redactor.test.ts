import { expect, test } from "vitest";
import { Redactor } from "./redactor.ts";

test("replaces secrets in every form they are written in", () => {
  const secret = 'p"ä/ss wörd\n&+';
  const redactor = new Redactor();
  redactor.add([secret]);
  const texts = [
    secret,
    JSON.stringify({ error: secret }),
    JSON.stringify(JSON.stringify({ error: secret })),
    `https://example.com/?token=${encodeURIComponent(secret)}`,
    `https://example.com/?${new URLSearchParams({ token: secret })}`,
    `Authorization: Basic ${Buffer.from(secret).toString("base64")}`,
  ];
  for (const text of texts) {
    expect(redactor.redact(text)).toContain("****");
    expect(redactor.redact(text)).not.toMatch(/ss.{0,6}w/);
  }
});

test("replaces the longer of two secrets that begin alike", () => {
  const redactor = new Redactor();
  redactor.add(["token", "token-and-more"]);
  expect(redactor.redact("token-and-more, token")).toBe("****, ****");
});

test("takes more secrets at any time", () => {
  const redactor = new Redactor();
  redactor.add(["first-secret"]);
  redactor.add(["second-secret"]);
  expect(redactor.redact("first-secret second-secret")).toBe("**** ****");
});

test("replaces a secret of fewer than four characters where it stands alone, and never blanks", () => {
  const redactor = new Redactor();
  redactor.add(["abc", "", "    "]);
  expect(redactor.redact("abc    def")).toBe("****    def");
  expect(redactor.redact('{"pin":"abc"} abcd xabc token=abc&x')).toBe('{"pin":"****"} abcd xabc token=****&x');
});

test("takes a secret literally", () => {
  const redactor = new Redactor();
  redactor.add([".*+?^${}()|[]\\"]);
  expect(redactor.redact("abcdef .*+?^${}()|[]\\")).toBe("abcdef ****");
});
