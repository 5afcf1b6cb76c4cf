import { createHash, createHmac, getHashes } from "node:crypto";
import { bindArguments } from "../python/bind-arguments.ts";
import { dumpPythonJson } from "../python/dump-python-json.ts";
import { isTrue } from "../python/is-true.ts";
import { asInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { compilePattern } from "../python/compile-pattern.ts";
import { replacePattern } from "../python/replace-pattern.ts";
import { typeName } from "../python/type-name.ts";
import { Undefined } from "../python/undefined.ts";
import type { PythonValue } from "../python/value.ts";
import type { Filter } from "./environment.ts";
import { requireText } from "./require-text.ts";

/** Filters that encode, hash and match: those the CDK adds, and `tojson`. */
export const codecFilters: Readonly<Record<string, Filter>> = {
  hash: (value, positional, named) => {
    const [algorithm = "md5", salt = null] = bindArguments("hash", ["hash_type", "salt"], 0, positional, named);
    const name = printPython(algorithm)
      .replace("sha3_", "sha3-")
      .replace("blake2b", "blake2b512")
      .replace("blake2s", "blake2s256");
    if (!getHashes().includes(name))
      throw new PythonError("AttributeError", `No hashing function named ${printPython(algorithm)}`);
    const hash = createHash(name).update(printPython(value));
    return (isTrue(salt) ? hash.update(printPython(salt)) : hash).digest("hex");
  },
  hmac: (value, positional, named) => {
    const [key = null, algorithm = "sha256"] = bindArguments("hmac", ["key", "hash_type"], 1, positional, named);
    if (algorithm !== "sha256")
      throw new PythonError(
        "ValueError",
        `Hash type '${printPython(algorithm)}' is not allowed. Allowed types: sha256`,
      );
    return createHmac("sha256", printPython(key)).update(printPython(value)).digest("hex");
  },
  base64encode: (value) => Buffer.from(requireText(value, "encode")).toString("base64"),
  base64decode: (value) => decodeBase64(requireText(value, "encode")),
  base64binascii_decode: (value) => Buffer.from(requireAscii(requireText(value, "encode"))).toString("base64"),
  string: (value) => {
    if (value instanceof Undefined)
      throw new PythonError("TypeError", "Object of type Undefined is not JSON serializable");
    return typeof value === "string" ? value : `"""${dumpPythonJson(value)}"""`;
  },
  regex_search: (value, positional, named) => {
    const [pattern = null] = bindArguments("regex_search", ["regex"], 1, positional, named);
    return compilePattern(requirePattern(pattern)).exec(requireSubject(value))?.[1] ?? noGroup(value, pattern);
  },
  regex_replace: (value, positional, named) => {
    const [pattern = null, by = null] = bindArguments("regex_replace", ["regex", "replacement"], 2, positional, named);
    return replacePattern(requireSubject(value), requirePattern(pattern), requirePattern(by));
  },
  tojson: (value, positional, named) => {
    const [indent = null] = bindArguments("tojson", ["indent"], 0, positional, named);
    const printed = dumpPythonJson(value, {
      sortKeys: true,
      indent: indent === null ? undefined : Number(asInteger(indent) ?? 0),
    });
    return printed.replaceAll(/[<>&']/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  },
};

/** The first group matched nothing: None prints as None when the pattern did match, as in Python. */
function noGroup(value: PythonValue, pattern: PythonValue): PythonValue {
  const match = compilePattern(requirePattern(pattern)).exec(requireSubject(value));
  return match !== null && match.length > 1 ? null : "";
}

function requirePattern(value: PythonValue): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `first argument must be string or compiled pattern`);
}

function requireSubject(value: PythonValue): string {
  if (value instanceof Undefined)
    throw new PythonError("TypeError", "expected string or bytes-like object, got 'Undefined'");
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `expected string or bytes-like object, got '${typeName(value)}'`);
}

function requireAscii(text: string): string {
  if (/[^\0-\x7f]/.test(text))
    throw new PythonError("UnicodeEncodeError", "'ascii' codec can't encode characters: ordinal not in range(128)");
  return text;
}

function decodeBase64(text: string): string {
  const characters = text.replaceAll(/[^A-Za-z0-9+/=]/g, "");
  const data = characters.replace(/=+$/, "");
  if (data.length % 4 === 1)
    throw new PythonError(
      "binascii.Error",
      `Invalid base64-encoded string: number of data characters (${data.length}) cannot be 1 more than a multiple of 4`,
    );
  if (characters.length % 4 !== 0) throw new PythonError("binascii.Error", "Incorrect padding");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(data, "base64"));
  } catch (error) {
    throw new PythonError("UnicodeDecodeError", error instanceof Error ? error.message : String(error));
  }
}
