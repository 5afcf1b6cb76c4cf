import { applyFormat } from "./apply-format.ts";
import { isDict } from "./is-dict.ts";
import { printPython } from "./print-python.ts";
import { PythonError } from "./python-error.ts";
import { representPython } from "./represent-python.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

const field = /\{\{|\}\}|\{([^{}!:]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}|[{}]/g;

/** Python's `text.format(…)`: `'{}-{name:>5}'`. Item access in fields is known, attributes are not. */
export function formatText(format: string, positional: readonly PythonValue[], named: PythonDict): string {
  let automatic = 0;
  const find = (name: string): PythonValue => {
    const [first = "", ...path] = name.replaceAll("]", "").split("[");
    let value: PythonValue;
    if (first === "" || /^\d+$/.test(first)) {
      const index = first === "" ? automatic++ : Number(first);
      if (index >= positional.length)
        throw new PythonError("IndexError", `Replacement index ${index} out of range for positional args tuple`);
      value = positional[index] ?? null;
    } else {
      if (!Object.hasOwn(named, first)) throw new PythonError("KeyError", `'${first}'`);
      value = named[first] ?? null;
    }
    return path.reduce(readItem, value);
  };
  return format.replace(
    field,
    (match, name: string | undefined, conversion: string | undefined, spec: string | undefined) => {
      if (match === "{{") return "{";
      if (match === "}}") return "}";
      if (name === undefined) throw new PythonError("ValueError", `Single '${match}' encountered in format string`);
      const value = find(name);
      const actual =
        conversion === undefined ? value : conversion === "s" ? printPython(value) : representPython(value);
      return applyFormat(
        actual,
        (spec ?? "").replaceAll(/\{([^{}]*)\}/g, (_, inner: string) => printPython(find(inner))),
      );
    },
  );
}

function readItem(value: PythonValue, key: string): PythonValue {
  if (Array.isArray(value) && /^\d+$/.test(key)) {
    const item = value[Number(key)];
    if (item === undefined) throw new PythonError("IndexError", "list index out of range");
    return item;
  }
  if (isDict(value) && Object.hasOwn(value, key)) return value[key] ?? null;
  if (isDict(value)) throw new PythonError("KeyError", `'${key}'`);
  throw new PythonError("TypeError", `'${typeName(value)}' object is not subscriptable`);
}
