import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeXml } from "../src/decode/xml.ts";
import { normalizeBySchema } from "../src/extract/normalize-by-schema.ts";
import { Component } from "../src/load/component.ts";
import { deletePath } from "../src/path/delete-path.ts";
import { findValues } from "../src/path/find-values.ts";
import { getPath } from "../src/path/get-path.ts";
import { replacePath, setPath } from "../src/path/set-path.ts";
import { dumpPythonJson } from "../src/python/dump-python-json.ts";
import { parseJson } from "../src/python/parse-json.ts";
import type { PythonDict, PythonValue } from "../src/python/value.ts";
import { encodeParameters } from "../src/request/encode-parameters.ts";
import { HttpResponse } from "../src/request/http-response.ts";
import { joinUrl } from "../src/request/join-url.ts";
import { mergeOptions, type RequestOptions } from "../src/request/merge-options.ts";
import { parseLinks } from "../src/request/parse-links.ts";
import { prepareUrl } from "../src/request/prepare-url.ts";
import { ResponseHeaders } from "../src/request/response-headers.ts";
import { parseErrorMessage } from "../src/retry/parse-error-message.ts";
import { createTransformation } from "../src/transform/create-transformation.ts";

/** What the Python CDK does with the same arguments: written by `golden/generate_records.py`. */
interface Case {
  readonly given: PythonValue[];
  readonly value?: PythonValue;
  readonly error?: string;
}

const golden = parseJson(readFileSync(new URL("golden/record.json", import.meta.url), "utf8")) as unknown as Record<
  string,
  Case[]
>;

/** The counterparts. Those that change their first argument return it. */
const counterparts: Record<string, (...given: never[]) => PythonValue | undefined> = {
  get: (document: PythonValue, path: string[]) => {
    const found = getPath(document, path);
    if (found === undefined) throw new Error("KeyError");
    return { found };
  },
  values: (document: PythonValue, path: string[]) => [...findValues(document, path)],
  delete: (document: PythonValue, path: string[]) => {
    const before = dumpPythonJson(document);
    deletePath(document, path);
    // dpath says so where there was nothing to delete; the engine's callers do not care.
    if (dumpPythonJson(document) === before) throw new Error("PathNotFound");
    return document;
  },
  replace: (document: PythonValue, path: string[]) => [replacePath(document, path, "new"), document],
  new: (document: PythonDict, path: string[], value: PythonValue) => {
    setPath(document, path, value);
    return document;
  },
  join: (base: string, path: string) => joinUrl(base, path),
  prepare: (url: string, parameters: PythonDict) => prepareUrl(url, parameters),
  form: (data: PythonDict) => (Object.keys(data).length === 0 ? null : encodeParameters(data)),
  json: (data: PythonDict) => (Object.keys(data).length === 0 ? "" : dumpPythonJson(data)),
  links: (header: string) => parseLinks(header),
  merge: (first: RequestOptions, second: RequestOptions, equal: boolean) => mergeOptions([first, second], equal),
  normalize: (value: PythonValue, schema: PythonValue) => {
    const record = { v: value };
    normalizeBySchema(record, { type: "object", properties: { v: schema } });
    return record;
  },
  normalize_nested: (record: PythonDict, schema: PythonValue) => {
    normalizeBySchema(record, schema);
    return record;
  },
  keys_to_lower: (record: PythonDict) => transform(record, { type: "KeysToLower" }),
  keys_to_snake: (record: PythonDict) => transform(record, { type: "KeysToSnakeCase" }),
  flatten: (record: PythonDict, lists: boolean) => transform(record, { type: "FlattenFields", flatten_lists: lists }),
  keys_replace: (record: PythonDict, from: string, to: string) =>
    transform(record, { type: "KeysReplace", old: from, new: to }),
  dpath_flatten: (record: PythonDict, path: string[], deletes: boolean, replaces: boolean, prefix: string | null) =>
    transform(record, {
      type: "DpathFlattenFields",
      field_path: path,
      delete_origin_value: deletes,
      replace_record: replaces,
      ...(prefix === null ? {} : { key_transformation: { type: "KeyTransformation", prefix } }),
    }),
  remove: (record: PythonDict, pointers: string[][], condition: string) =>
    transform(record, { type: "RemoveFields", field_pointers: pointers, condition }),
  add: (record: PythonDict, path: string[], value: string, type: string | null, condition: string) =>
    transform(record, {
      type: "AddFields",
      condition,
      fields: [{ type: "AddedFieldDefinition", path, value, value_type: type }],
    }),
  reason: (body: string) => parseErrorMessage(respond(body)) ?? null,
  xml: (text: string) => [...decodeXml(respond(text))].flat()[0],
};

describe.each(Object.entries(golden))("%s", (kind, cases) => {
  test.each(cases.map((item) => [dumpPythonJson(item.given), item] as const))(
    "%s",
    (_name, { given, value, error }) => {
      const act = (): PythonValue | undefined => counterparts[kind]?.(...(given as never[]));
      if (error !== undefined) expect(act).toThrow();
      else expect(print(act() ?? null)).toBe(print(value ?? null));
    },
  );
});

function print(value: PythonValue): string {
  return dumpPythonJson(value, { sortKeys: true });
}

function transform(record: PythonDict, fields: PythonDict): PythonDict {
  createTransformation(new Component(fields, "t"), { c: "v" })(record, null);
  return record;
}

function respond(body: string): HttpResponse {
  const request = { method: "GET", url: "https://example.com/", headers: {}, body: undefined };
  const headers = new ResponseHeaders([]);
  return new HttpResponse({ request, status: 400, reason: "", url: request.url, headers, body: Buffer.from(body) });
}
