import { expect, test } from "vitest";
import { decodeText } from "./decode-text.ts";

const text = '{"name": "Zoë 😀"}';

test("reads UTF-8 and UTF-16, with the byte order marks of editors, and drops those", () => {
  const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le");
  expect(decodeText(Buffer.from(text))).toBe(text);
  expect(decodeText(Buffer.from(`\uFEFF${text}`))).toBe(text);
  expect(decodeText(utf16)).toBe(text);
  expect(decodeText(Buffer.from(utf16).swap16())).toBe(text);
  expect(decodeText(new Uint8Array())).toBe("");
});

test("refuses what is not text", () => {
  expect(() => decodeText(Buffer.from([0x7b, 0x80, 0x7d]))).toThrow(TypeError);
});
