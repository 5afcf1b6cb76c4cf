import fc from "fast-check";
import { expect, test } from "vitest";
import { LineRedactor } from "./line-redactor.ts";
import { Redactor } from "./redactor.ts";

const percent = (byte: number, upper: boolean): string => {
  const hex = byte.toString(16).padStart(2, "0");
  return `%${upper ? hex.toUpperCase() : hex}`;
};
const escapeUnless = (text: string, safe: RegExp, upper: boolean): string =>
  [...Buffer.from(text)]
    .map((byte) => (safe.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percent(byte, upper)))
    .join("");
const unicode = (text: string, from: number): string =>
  text.replaceAll(/[^]/g, (unit) =>
    unit.charCodeAt(0) >= from ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit,
  );
const quoteJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** How programs write a text, by the promise of SECURITY.md. */
const spellings: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  json: quoteJson,
  "json in json": (secret) => quoteJson(quoteJson(secret)),
  "json, ASCII only": (secret) => unicode(quoteJson(secret), 0x7f),
  "json, slashes escaped": (secret) => quoteJson(secret).replaceAll("/", "\\/"),
  encodeURIComponent: (secret) => encodeURIComponent(secret),
  "RFC 3986": (secret) => escapeUnless(secret, /[A-Za-z0-9_.~-]/, true),
  "RFC 3986, lower case": (secret) => escapeUnless(secret, /[A-Za-z0-9_.~-]/, false),
  "Python's quote": (secret) => escapeUnless(secret, /[A-Za-z0-9_.~/-]/, true),
  "Python's quote_plus": (secret) => escapeUnless(secret, /[A-Za-z0-9_.~ -]/, true).replaceAll(" ", "+"),
  "a URL that is quoted once more": (secret) => escapeUnless(secret, /[A-Za-z0-9_.~!#$&'()*+,/:;=?@[\]-]/, true),
  form: (secret) => new URLSearchParams({ x: secret }).toString().slice(2),
  "a URL in JSON": (secret) => quoteJson(encodeURIComponent(secret)),
  "JSON in a URL": (secret) => encodeURIComponent(quoteJson(secret)),
  base64: (secret) => Buffer.from(secret).toString("base64"),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  "base64 of user:value": (secret) => Buffer.from(`some-user:${secret}`).toString("base64"),
  "base64url of user:value": (secret) => Buffer.from(`u:${secret}`).toString("base64url"),
  "base64 in a URL": (secret) => encodeURIComponent(Buffer.from(`me:${secret}`).toString("base64")),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  "hex, upper case": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "HTML entities": (secret) =>
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;"),
  "numeric entities": (secret) => Array.from(secret, (character) => `&#${character.codePointAt(0)};`).join(""),
  "Python's bytes": (secret) =>
    `b'${[...Buffer.from(secret)].map((byte) => (byte >= 32 && byte < 127 && byte !== 39 && byte !== 92 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`)).join("")}'`,
  "JavaScript's \\x": (secret) =>
    secret.replaceAll(/[^]/g, (unit) =>
      unit.charCodeAt(0) < 256
        ? `\\x${unit.charCodeAt(0).toString(16).padStart(2, "0")}`
        : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  "two lines": (secret) => `${secret.slice(0, secret.length / 2)}\n    ${secret.slice(secret.length / 2)}`,
};

/** Eight characters and more of any kind, beginning and ending with letters so that its place in a text is plain. */
const secrets = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{3}$/),
    fc.string({
      unit: fc.constantFrom(..."abcXYZ019 /+=&<>\"'\\%?#:@!~_-.äß€😀", "u00", "x41", "%41", "&amp;"),
      minLength: 4,
      maxLength: 24,
    }),
    fc.stringMatching(/^[A-Za-z0-9]{3}$/),
  )
  .map((parts) => parts.join(""));

test.each(Object.entries(spellings))("no secret is left where it is written as %s", (_name, spell) => {
  fc.assert(
    fc.property(secrets, fc.constantFrom("", "token=", '{"message":"', "Authorization: Basic "), (secret, before) => {
      const redactor = new Redactor();
      redactor.add([secret, "another-secret-of-no-use"]);
      const written = spell(secret);
      const shown = redactor.redact(`${before}${written}" and more`);
      expect(shown).toContain("****");
      expect(shown).not.toContain(written);
      expect(shown).toMatch(/^.{0,22}(?:b')?.{0,16}\*\*\*\*.{0,2}'?.{0,4}" and more$/su);
    }),
    { numRuns: 150 },
  );
});

test("what holds no secret is not touched, whatever escapes it has", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."abc %41\\u0041&amp;+\n\r\t{}\"'") }), (text) => {
      const redactor = new Redactor();
      redactor.add(["zq-never-there-1", "zq"]);
      expect(redactor.redact(text)).toBe(text);
    }),
  );
});

test("a secret that is parted over lines is found when they come one by one", () => {
  fc.assert(
    fc.property(secrets, fc.nat(), (secret, at) => {
      const redactor = new Redactor();
      redactor.add([secret]);
      const cut = 3 + (at % (secret.length - 4));
      const lines = new LineRedactor(redactor);
      const shown = [`using ${secret.slice(0, cut)}`, `${secret.slice(cut)} now`, "done"].flatMap((line) =>
        lines.push(line),
      );
      expect([...shown, ...lines.end()]).toEqual(["using **** now", "done"]);
    }),
  );
});

test("a private key that is printed line by line is found", () => {
  const lines = [
    "-----BEGIN KEY-----",
    ...Array.from({ length: 25 }, (_, line) =>
      `${line}abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMN`.padEnd(64, "x"),
    ),
    "-----END KEY-----",
  ];
  const redactor = new Redactor();
  redactor.add([`${lines.join("\n")}\n`]);
  const shown = new LineRedactor(redactor);
  const printed = ["key:", ...lines, "done"].flatMap((line) => shown.push(line));
  expect([...printed, ...shown.end()].join("\n")).toMatch(/^key:\n\*\*\*\*\n?done$/);
});

test("a long text is searched to its end, and quickly", () => {
  const redactor = new Redactor();
  redactor.add(["secret-at-the-end", ...Array.from({ length: 50 }, (_, index) => `other-secret-number-${index}`)]);
  const filler = "%41\\n&amp;x ".repeat(400_000);
  expect(redactor.redact(`${filler}${encodeURIComponent("secret-at-the-end")}`).endsWith("****")).toBe(true);
});
