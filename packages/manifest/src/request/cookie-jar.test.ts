import { expect, test } from "vitest";
import { CookieJar } from "./cookie-jar.ts";

test("cookies go back to their host only, the last of a name counts", () => {
  const jar = new CookieJar();
  jar.keep("a.example", "id=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT, lang=de");
  jar.keep("a.example", "id=2");
  expect([jar.header("a.example"), jar.header("b.example")]).toEqual(["id=2; lang=de", undefined]);
});

test("a cookie that lives no longer is dropped", () => {
  const jar = new CookieJar();
  jar.keep("a.example", "id=1");
  jar.keep("a.example", "id=; Max-Age=0");
  expect(jar.header("a.example")).toBeUndefined();
});
