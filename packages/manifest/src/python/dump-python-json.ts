import { formatFloat } from "./format-float.ts";
import { MappingObject } from "./mapping-object.ts";
import { asDouble, isFloat } from "./number.ts";
import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";
import { typeName } from "./type-name.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** How `json.dumps` prints: its defaults are `", "` and `": "`, ASCII only, keys in their order. */
export interface DumpOptions {
  readonly sortKeys?: boolean;
  readonly indent?: number | undefined;
  readonly compact?: boolean;
  readonly ascii?: boolean;
}

/** Prints a value as Python's `json.dumps` does; what JSON does not know raises a TypeError. */
export function dumpPythonJson(value: PythonValue, options: DumpOptions = {}, level = 0): string {
  if (typeof value === "string") return dumpText(value, options.ascii ?? true);
  if (value === null || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (isFloat(value)) return dumpFloat(asDouble(value) ?? 0);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value))
    return enclose(
      "[",
      value.map((item) => dumpPythonJson(item, options, level + 1)),
      "]",
      options,
      level,
    );
  if (!(value instanceof PythonObject)) return dumpDict(value, options, level);
  if (value instanceof MappingObject) return dumpDict(value.entries, options, level);
  throw new PythonError("TypeError", `Object of type ${typeName(value)} is not JSON serializable`);
}

function dumpDict(dict: PythonDict, options: DumpOptions, level: number): string {
  const keys = Object.keys(dict);
  if (options.sortKeys) keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const colon = options.compact ? ":" : ": ";
  const entries = keys.map(
    (key) =>
      dumpText(key.replace(/^\0/, ""), options.ascii ?? true) +
      colon +
      dumpPythonJson(dict[key] ?? null, options, level + 1),
  );
  return enclose("{", entries, "}", options, level);
}

function enclose(open: string, items: readonly string[], close: string, options: DumpOptions, level: number): string {
  if (items.length === 0) return open + close;
  if (options.indent === undefined) return open + items.join(options.compact ? "," : ", ") + close;
  const inner = `\n${" ".repeat(options.indent * (level + 1))}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${" ".repeat(options.indent * level)}${close}`;
}

function dumpText(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  if (!ascii) return quoted;
  return quoted.replaceAll(/[\x7f-\uffff]/g, (unit) =>
    unit === "\x7f" ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function dumpFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return formatFloat(value);
  return value > 0 ? "Infinity" : "-Infinity";
}
