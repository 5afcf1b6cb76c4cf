import { expect, test } from "vitest";
import { ResponseHeaders } from "./response-headers.ts";
import { interpolateString } from "../expression/interpolate-string.ts";

test("headers are found in any case, and listed as they were written", () => {
  const headers = new ResponseHeaders(["X-Next", "2", "Link", "<a>", "link", "<b>"]);
  expect(headers.find("x-NEXT")).toBe("2");
  expect(headers.written).toEqual({ "X-Next": "2", Link: "<a>, <b>" });
  const evaluate = (template: string): unknown => interpolateString(template, { headers, config: {} });
  expect(evaluate("{{ headers['x-next'] }} {{ headers.get('LINK') }} {{ 'X-NEXT' in headers }}")).toBe(
    "2 <a>, <b> True",
  );
});
