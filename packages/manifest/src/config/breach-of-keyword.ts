import { testPattern } from "../python/test-pattern.ts";
import { compilePattern } from "../python/compile-pattern.ts";
import { asDouble } from "../python/number.ts";
import { equalPython } from "../python/equal-python.ts";
import { isDict } from "../python/is-dict.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonValue } from "../python/value.ts";
import { isOfType } from "./is-of-type.ts";

type Check = (value: PythonValue, instance: PythonValue) => string | undefined;

const checks: Readonly<Record<string, Check>> = {
  type: (value, instance) => {
    const types = Array.isArray(value) ? (value as PythonValue[]) : [value];
    if (types.some((type) => isOfType(instance, type))) return undefined;
    return `${representPython(instance)} is not of type ${types.map(representPython).join(", ")}`;
  },
  enum: (value, instance) =>
    Array.isArray(value) &&
    !value.some((item) => equalPython(item as PythonValue, instance) && typeof item === typeof instance)
      ? `${representPython(instance)} is not one of ${representPython(value)}`
      : undefined,
  const: (value, instance) => (equalPython(value, instance) ? undefined : `${representPython(value)} was expected`),
  pattern: (value, instance) =>
    typeof instance === "string" && typeof value === "string" && !testPattern(compilePattern(value, ""), instance)
      ? `${representPython(instance)} does not match ${representPython(value)}`
      : undefined,
  minimum: (value, instance) =>
    number(instance) < number(value)
      ? `${representPython(instance)} is less than the minimum of ${representPython(value)}`
      : undefined,
  maximum: (value, instance) =>
    number(instance) > number(value)
      ? `${representPython(instance)} is greater than the maximum of ${representPython(value)}`
      : undefined,
  exclusiveMinimum: (value, instance) =>
    number(instance) <= number(value)
      ? `${representPython(instance)} is less than or equal to the minimum of ${representPython(value)}`
      : undefined,
  exclusiveMaximum: (value, instance) =>
    number(instance) >= number(value)
      ? `${representPython(instance)} is greater than or equal to the maximum of ${representPython(value)}`
      : undefined,
  multipleOf: (value, instance) =>
    number(instance) % number(value) === 0 || Number.isNaN(number(instance))
      ? undefined
      : `${representPython(instance)} is not a multiple of ${representPython(value)}`,
  minLength: (value, instance) =>
    typeof instance === "string" ? tooShort(instance, [...instance].length, value) : undefined,
  maxLength: (value, instance) =>
    typeof instance === "string" ? tooLong(instance, [...instance].length, value) : undefined,
  minItems: (value, instance) => (Array.isArray(instance) ? tooShort(instance, instance.length, value) : undefined),
  maxItems: (value, instance) => (Array.isArray(instance) ? tooLong(instance, instance.length, value) : undefined),
  uniqueItems: (value, instance) =>
    value === true &&
    Array.isArray(instance) &&
    instance.some((item, index) =>
      instance.slice(0, index).some((other) => equalPython(other as PythonValue, item as PythonValue)),
    )
      ? `${representPython(instance)} has non-unique elements`
      : undefined,
  minProperties: (value, instance) =>
    isDict(instance) && Object.keys(instance).length < number(value)
      ? `${representPython(instance)} ${number(value) === 1 ? "should be non-empty" : "does not have enough properties"}`
      : undefined,
};

/** The breach of a keyword that looks at the value alone; undefined where there is none. */
export function breachOfKeyword(keyword: string, value: PythonValue, instance: PythonValue): string | undefined {
  return Object.hasOwn(checks, keyword) ? checks[keyword]?.(value, instance) : undefined;
}

/** A number, or NaN, which no comparison holds for: bool is none here. */
function number(value: PythonValue): number {
  return typeof value === "boolean" ? Number.NaN : (asDouble(value) ?? Number.NaN);
}

function tooShort(instance: PythonValue, length: number, least: PythonValue): string | undefined {
  if (!(length < number(least))) return undefined;
  return `${representPython(instance)} ${number(least) === 1 ? "should be non-empty" : "is too short"}`;
}

function tooLong(instance: PythonValue, length: number, most: PythonValue): string | undefined {
  if (!(length > number(most))) return undefined;
  return `${representPython(instance)} ${number(most) === 0 ? "is expected to be empty" : "is too long"}`;
}
