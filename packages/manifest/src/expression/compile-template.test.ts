import { expect, test } from "vitest";
import { PythonError } from "../python/python-error.ts";
import { compileTemplate } from "./compile-template.ts";
import { interpolate } from "./interpolate.ts";

test("a template is parsed once", () => {
  expect(compileTemplate("{{ config.a }}")).toBe(compileTemplate("{{ config.a }}"));
});

test("what a template changes in its context stays with the context", () => {
  const context = { config: { list: [1] } };
  interpolate("{% set _ = config.list.append(2) %}", context);
  expect(context.config.list).toEqual([1, 2]);
});

test("a result is a copy", () => {
  const context = { config: { list: [{ a: 1 }] } };
  const result = interpolate("{{ config.list }}", context);
  expect(result).toEqual(context.config.list);
  expect(result).not.toBe(context.config.list);
});

test("keys such as __proto__ do not reach a prototype", () => {
  expect(interpolate("{{ {'__proto__': {'polluted': 1}}.polluted }}", {})).toBeNull();
  expect(interpolate("{% set d = {} %}{% set _ = d.update({'__proto__': {'x': 1}}) %}{{ d.x }}", {})).toBeNull();
  expect(interpolate("{{ config.constructor }}", { config: {} })).toBeNull();
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each([
  "{% for a in config.l %}{% for b in config.l %}{% for c in config.l %}{% for d in config.l %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
  "{{ 'a' * 999999999 }}",
  "{{ 9 ** 99999999 }}",
  "{{ '%999999999d' % 1 }}",
  "{{ '{:999999999}'.format(1) }}",
  "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
  `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`,
])("a template that would take too long or too much ends in an error: %#", (template) => {
  const context = { config: { l: Array.from({ length: 100 }, () => 0) } };
  expect(() => interpolate(template, context)).toThrow(PythonError);
});
