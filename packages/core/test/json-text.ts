import fc from "fast-check";

/** JSON text as a connector may print it: any spacing, any escapes, any number, keys twice. */
export function jsonText(): fc.Arbitrary<string> {
  return fc.letrec<{ value: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("null", "true", "false", '""', "[]", "{}"),
      numberText(),
      stringText(),
      arrayText(tie("value")),
      objectText(tie("value")),
    ),
    object: objectText(tie("value")),
  })).value;
}

/** The text of an object; see `jsonText`. */
export function jsonObjectText(): fc.Arbitrary<string> {
  return objectText(jsonText());
}

/** The text of any number JSON allows. */
export function numberText(): fc.Arbitrary<string> {
  const digits = fc.stringMatching(/^\d{1,20}$/);
  return fc
    .record({
      sign: fc.constantFrom("", "-"),
      whole: fc.oneof(fc.constant("0"), fc.stringMatching(/^[1-9]\d{0,20}$/)),
      fraction: fc.option(digits, { nil: undefined }),
      exponent: fc.option(fc.stringMatching(/^[eE][+-]?\d{1,3}$/), { nil: undefined, freq: 5 }),
    })
    .map(
      ({ sign, whole, fraction, exponent }) =>
        sign + whole + (fraction === undefined ? "" : `.${fraction}`) + (exponent ?? ""),
    );
}

/** White space between tokens. */
export function spaceText(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom("", " ") }, fc.stringMatching(/^[ \t\r]{0,3}$/));
}

/** Joins `parts` with random white space before, between and after. */
export function spaced(parts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(spaceText(), { minLength: parts.length + 1, maxLength: parts.length + 1 })
    .map((spaces) => parts.reduce((text, part, index) => text + part + (spaces[index + 1] ?? ""), spaces[0] ?? ""));
}

function stringText(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.stringMatching(/^[a-z0-9_ ]{1,8}$/),
    fc.constantFrom(
      "\\n",
      '\\"',
      "\\\\",
      "\\/",
      "\\u0041",
      "\\u00e9",
      "\\uD83D\\uDE00",
      "\\ud800",
      "\\uDC00",
      "\\u0000",
    ),
    fc.constantFrom("é", "日本", "😀", "\u2028", "{", "}", "[", "]", ":", ",", "\u007f"),
  );
  return fc.array(piece, { maxLength: 4 }).map((pieces) => `"${pieces.join("")}"`);
}

/** No key holds a backslash: the JSON.parse of Node 24 takes `"\\n"` for a key `\\` it has met at the same place before. */
function keyText(): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '"id"',
        '"name"',
        '"created_at"',
        '"__proto__"',
        '"1"',
        '"data"',
        '"stream"',
        '"i\\u0064"',
      ),
    },
    stringText().filter((text) => !text.includes("\\\\")),
  );
}

function arrayText(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(value, { maxLength: 4 })
    .chain((values) => spaced(["[", ...join(values), "]"]).map((text) => text.trim()));
}

function objectText(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(keyText(), value), { maxLength: 6 })
    .chain((members) =>
      spaced(["{", ...join(members.map(([key, text]) => `${key}:${text}`)), "}"]).map((text) => text.trim()),
    );
}

function join(texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [",", text]));
}
