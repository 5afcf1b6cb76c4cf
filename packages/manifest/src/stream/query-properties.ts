import { copyPython } from "../python/copy-python.ts";
import { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { PythonError } from "../python/python-error.ts";
import { getPath } from "../path/get-path.ts";
import { isDict } from "../python/is-dict.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict } from "../python/value.ts";
import { createTransformation } from "../transform/create-transformation.ts";
import type { Engine } from "./engine.ts";
import type { Page } from "./page.ts";
import type { StreamRecord } from "./stream-record.ts";
import { StreamSlice } from "./stream-slice.ts";

/** Asks for the properties of records in portions, one request each, and puts the parts of a record together. */
export interface QueryProperties {
  /** Reads a page; `read` sends one request for `page.slice`, which carries the portion's properties. */
  readPage(page: Page, read: () => AsyncIterable<StreamRecord[]>): AsyncGenerator<StreamRecord[]>;
}

/** The properties of a requester, and the parameter they go into (undefined where a template places them); undefined where it asks for none. */
export function createQueryProperties(
  requester: Component,
  engine: Engine,
  name: string,
): { readonly properties: QueryProperties; readonly parameter: string | undefined } | undefined {
  const inParameters = findInParameters(requester);
  const fetched = requester.child("fetch_properties_from_endpoint");
  if (inParameters.length > 1)
    throw new PythonError(
      "ValueError",
      `request_parameters only supports defining one QueryProperties field, but found ${inParameters.length} usages`,
    );
  const [placed] = inParameters;
  if (placed !== undefined) return { properties: create(placed.component, engine, name), parameter: placed.parameter };
  const own = requester.child("query_properties");
  const component =
    fetched === undefined
      ? own
      : new Component({ type: "QueryProperties", property_list: fetched.fields }, requester.path);
  return component === undefined ? undefined : { properties: create(component, engine, name), parameter: undefined };
}

function findInParameters(requester: Component): readonly { parameter: string; component: Component }[] {
  const parameters = requester.value("request_parameters");
  if (!isDict(parameters)) return [];
  return Object.entries(parameters).flatMap(([parameter, value]) =>
    isDict(value) && value["type"] === "QueryProperties"
      ? [{ parameter, component: new Component(value, `${requester.path}.request_parameters.${parameter}`) }]
      : [],
  );
}

function create(component: Component, engine: Engine, name: string): QueryProperties {
  const chunking = component.child("property_chunking");
  const keys = chunking?.child("record_merge_strategy")?.list("key").map(printPython) ?? ["id"];
  const readFields = createFieldReader(component, engine);
  return {
    async *readPage(page, read) {
      const merged = new Map<string, PythonDict>();
      const { slice } = page;
      for (const portion of divide(component, await readFields(), selectConfigured(component, engine, name))) {
        const { partition, cursorSlice } = slice;
        page.slice = new StreamSlice({ partition, cursorSlice, extraFields: { query_properties: [...portion] } });
        for await (const records of read()) {
          const whole = records.filter(
            (record) => !mergeRecord(merged, record, chunking === undefined ? undefined : keys),
          );
          if (whole.length > 0) yield whole;
        }
      }
      const records = [...merged.values()].map((data) => ({ data, slice: page.slice }));
      if (records.length > 0) yield records;
    },
  };
}

/** Puts a record to its other parts. False where it has no key, and so stands for itself. */
function mergeRecord(
  merged: Map<string, PythonDict>,
  { data }: StreamRecord,
  keys: readonly string[] | undefined,
): boolean {
  const values = keys?.map((key) => data[key] ?? null);
  if (values === undefined || !values.every(isTrue)) return false;
  const key = values.map(printPython).join(",");
  const known = merged.get(key);
  if (known === undefined) merged.set(key, data);
  else mergeDeep(known, data);
  return true;
}

function mergeDeep(target: PythonDict, source: PythonDict): void {
  for (const [key, value] of Object.entries(source)) {
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isDict(known) && isDict(value)) mergeDeep(known, value);
    else setEntry(target, key, value);
  }
}

/** The names of the properties: a list, or what an endpoint gives, asked once. */
function createFieldReader(component: Component, engine: Engine): () => Promise<readonly string[]> {
  const endpoint = component.child("property_list");
  if (endpoint === undefined) return () => Promise.resolve(component.list("property_list").map(printPython));
  const retriever = engine.createRetriever(endpoint.required("retriever"), {
    engine,
    name: "dynamic_properties",
    useCache: true,
  });
  const path = endpoint
    .list("property_field_path")
    .map((part) => new Template(printPython(part), engine.config, endpoint.parameters));
  let fields: string[] | undefined;
  return async () => {
    if (fields !== undefined) return fields;
    const found: string[] = [];
    for await (const records of retriever.read(new StreamSlice(), {}))
      for (const { data } of records)
        found.push(
          printPython(
            getPath(
              data,
              path.map((part) => part.text()),
            ) ?? [],
          ),
        );
    fields = found;
    return fields;
  };
}

/** The properties of the configured catalog's schema, where the manifest wants no others. */
function selectConfigured(component: Component, engine: Engine, name: string): ReadonlySet<string> | undefined {
  const selector = component.child("property_selector");
  const schema = selector === undefined ? undefined : engine.configuredSchemas.get(name);
  if (selector === undefined || schema === undefined) return undefined;
  const properties = copyPython(isDict(schema["properties"]) ? schema["properties"] : {});
  for (const transformation of selector.children("transformations"))
    createTransformation(transformation, engine.config)(properties, null);
  return new Set(Object.keys(properties));
}

function* divide(
  component: Component,
  fields: readonly string[],
  wanted: ReadonlySet<string> | undefined,
): Generator<readonly string[]> {
  const always = component.list("always_include_properties").map(printPython);
  const chunking = component.child("property_chunking");
  if (chunking === undefined) {
    yield [...always, ...fields.filter((field) => wanted?.has(field) !== false)];
    return;
  }
  const limit = Number(chunking.value("property_limit") ?? 0);
  if (limit === 0) {
    yield [...fields, ...always];
    return;
  }
  const sizeOf = (field: string): number =>
    chunking.value("property_limit_type") === "characters" ? field.length + 3 : 1;
  let [portion, size] = [[...always], 0];
  for (const field of fields) {
    if (wanted?.has(field) === false) continue;
    if (size + sizeOf(field) > limit) {
      yield portion;
      [portion, size] = [[...always], 0];
    }
    portion.push(field);
    size += sizeOf(field);
  }
  yield portion;
}
