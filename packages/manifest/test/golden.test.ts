import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { interpolateBoolean } from "../src/expression/interpolate-boolean.ts";
import { interpolateMapping, interpolateNestedMapping } from "../src/expression/interpolate-mapping.ts";
import { interpolateString } from "../src/expression/interpolate-string.ts";
import { interpolate, type ValidType } from "../src/expression/interpolate.ts";
import { UnsupportedVariableError } from "../src/expression/unsupported-variable-error.ts";
import { compilePattern } from "../src/python/compile-pattern.ts";
import { replacePattern } from "../src/python/replace-pattern.ts";
import { formatDatetime, parseDatetime } from "../src/python/datetime-format.ts";
import { literalEval } from "../src/python/literal-eval.ts";
import { parseDuration } from "../src/python/parse-duration.ts";
import { parseIsoDate } from "../src/python/parse-iso-date.ts";
import { parseJson } from "../src/python/parse-json.ts";
import { parseLenientDate } from "../src/python/parse-lenient-date.ts";
import { printPython } from "../src/python/print-python.ts";
import { PythonError } from "../src/python/python-error.ts";
import { representPython } from "../src/python/represent-python.ts";
import type { PythonDict, PythonValue } from "../src/python/value.ts";

interface Golden<Case> {
  readonly context: PythonDict;
  readonly cases: readonly Case[];
}

beforeAll(() => void vi.useFakeTimers({ now: Date.parse("2024-03-01T12:34:56.789Z"), toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

describe.each(["expression", "filter", "macro", "method", "statement"])("%s", (name) => {
  const { context, cases } = readGolden<[string, string]>(name);
  test.each(cases)("%s", (template, expected) => {
    expect(attempt(() => interpolate(template, structuredClone(context)))).toBe(expected);
  });
});

describe("wrappers and types", () => {
  const { context, cases } = readGolden<[string, PythonValue, string, ValidType[]?]>("typed");
  const run: Record<string, (subject: PythonValue, types: ValidType[] | undefined) => PythonValue> = {
    string: (subject) => interpolateString(String(subject), full),
    boolean: (subject) => interpolateBoolean(String(subject), full),
    types: (subject, validTypes) => interpolate(String(subject), full, { validTypes }),
    mapping: (subject) => interpolateMapping(subject as PythonDict, full),
    nested: (subject) => interpolateNestedMapping(subject, full),
  };
  const full = { ...context, parameters: {} };
  test.each(cases)("%s %j %s", (kind, subject, expected, types) => {
    expect(attempt(() => run[kind]?.(subject, types) ?? null)).toBe(expected);
  });
});

describe("literals", () => {
  const { cases } = readGolden<[string, string]>("literal");
  test.each(cases)("%j", (text, expected) => {
    expect(attempt(() => (literalEval(text) === undefined ? text : (literalEval(text) ?? null)))).toBe(expected);
  });
});

describe("patterns", () => {
  const { cases } = readGolden<["search" | "replace", string, string, string, string?]>("pattern");
  test.each(cases)("%s %j in %j", (kind, pattern, text, expected, replacement) => {
    const run = (): PythonValue => {
      if (kind === "replace") return replacePattern(text, pattern, replacement ?? "");
      const match = compilePattern(pattern).exec(text);
      return match === null ? null : [...match].map((group) => group ?? null);
    };
    expect(attempt(run)).toBe(expected);
  });
});

describe("dates", () => {
  const { cases } = readGolden<[string, PythonValue, string, string]>("date");
  const run: Record<string, (text: PythonValue, format: string) => string> = {
    parse: (text, format) => parseDatetime(text, format).isoformat(),
    format: (text, format) => formatDatetime(parseIsoDate(String(text)), format),
    iso: (text) => parseIsoDate(String(text)).isoformat(),
    duration: (text) => printPython(parseDuration(String(text))),
    lenient: (text) => parseLenientDate(String(text)).isoformat(),
  };
  test.each(cases)("%s %j %s", (kind, text, format, expected) => {
    expect(attempt(() => run[kind]?.(text, format) ?? null)).toBe(expected);
  });
});

function readGolden<Case>(name: string): Golden<Case> {
  const text = readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8");
  return parseJson(text) as unknown as Golden<Case>;
}

/** The result as Python's `repr` prints it, or the class of the exception behind a `!`. */
function attempt(run: () => PythonValue): string {
  try {
    return representPython(run());
  } catch (error) {
    if (error instanceof PythonError) return `!${error.type}`;
    if (error instanceof UnsupportedVariableError) return "!AirbyteTracedException";
    throw error;
  }
}
