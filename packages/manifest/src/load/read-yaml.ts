import { parse, type ScalarTag } from "yaml";
import type { PythonValue } from "../python/value.ts";
import { toInteger } from "../python/number.ts";
import { ManifestError } from "./manifest-error.ts";

/**
 * Reads YAML as libyaml's safe loader does, which Airbyte's manifests are written for: YAML 1.1 with its `yes` and `on`,
 * octal and sexagesimal numbers, merge keys; the last of equal keys counts. Dates become ISO texts, or what `readTime` makes of them.
 */
export function readYaml(text: string, readTime: (text: string) => PythonValue = writeIsoTime): PythonValue {
  try {
    return parse(text, {
      version: "1.1",
      schema: "failsafe",
      customTags: ["merge", nullTag, booleanTag, integerTag, floatTag, { ...timestampTag, resolve: readTime }],
      merge: true,
      uniqueKeys: false,
      maxAliasCount: -1,
      logLevel: "error",
    }) as PythonValue;
  } catch (cause) {
    throw new ManifestError(`The manifest is not readable as YAML: ${(cause as Error).message}`, { cause });
  }
}

const nullTag: ScalarTag = {
  identify: (value) => value === null,
  default: true,
  tag: "tag:yaml.org,2002:null",
  test: /^(?:~|null|Null|NULL|)$/u,
  resolve: () => null,
};

const booleanTag: ScalarTag = {
  identify: (value) => typeof value === "boolean",
  default: true,
  tag: "tag:yaml.org,2002:bool",
  test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/u,
  resolve: (text) => ["yes", "true", "on"].includes(text.toLowerCase()),
};

const integerTag: ScalarTag = {
  identify: (value) => typeof value === "bigint" || Number.isInteger(value),
  default: true,
  tag: "tag:yaml.org,2002:int",
  test: /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/u,
  resolve: (text) => readInteger(text.replaceAll("_", "")),
};

function readInteger(text: string): number | bigint {
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = text.replace(/^[-+]/u, "");
  if (digits.includes(":"))
    return toInteger(sign * digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n));
  if (/^0[0-7]+$/u.test(digits)) return toInteger(sign * BigInt(`0o${digits}`));
  return toInteger(sign * BigInt(digits));
}

const floatTag: ScalarTag = {
  identify: (value) => typeof value === "number",
  default: true,
  tag: "tag:yaml.org,2002:float",
  test: /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u,
  resolve: (text) => readFloat(text.replaceAll("_", "").toLowerCase()),
};

function readFloat(text: string): number {
  if (text.endsWith(".inf")) return text.startsWith("-") ? -Infinity : Infinity;
  if (text === ".nan") return Number.NaN;
  if (!text.includes(":")) return Number(text);
  const sign = text.startsWith("-") ? -1 : 1;
  return (
    sign *
    text
      .replace(/^[-+]/u, "")
      .split(":")
      .reduce((sum, part) => sum * 60 + Number(part), 0)
  );
}

const timestampTag: Omit<ScalarTag, "resolve"> = {
  identify: () => false,
  default: true,
  tag: "tag:yaml.org,2002:timestamp",
  test: /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/u,
};

/** A date stays as it is; a time is written as the protocol's messages carry it: `2024-01-02T03:04:05+00:00`. */
export function writeIsoTime(text: string): string {
  const parts = /^(\d+)-(\d+)-(\d+)(?:[Tt]|\s+)(\d+):(\d+):(\d+)(?:\.(\d*))?\s*(Z|[-+].*)?$/u.exec(text);
  if (parts === null) return text;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const two = (part = ""): string => part.padStart(2, "0");
  const micros = (fraction ?? "").slice(0, 6).padEnd(6, "0");
  const [, sign = "", hours = "", minutes = ""] = /^([-+])(\d+):?(\d*)$/u.exec(zone ?? "") ?? [];
  const offset = zone === undefined ? "" : zone === "Z" ? "+00:00" : `${sign}${two(hours)}:${two(minutes)}`;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${Number(micros) === 0 ? "" : `.${micros}`}${offset}`;
}
