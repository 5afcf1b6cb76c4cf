import { createRecordFilter } from "../extract/record-filter.ts";
import type { Component } from "../load/component.ts";
import { Condition } from "../load/condition.ts";
import { Template } from "../load/template.ts";
import { getPath } from "../path/get-path.ts";
import { equalPython } from "../python/equal-python.ts";
import { isDict } from "../python/is-dict.ts";
import { iteratePython } from "../python/iterate-python.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { setEntry } from "../python/set-entry.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRetriever } from "../stream/create-retriever.ts";
import type { Engine } from "../stream/engine.ts";
import { StreamSlice } from "../stream/stream-slice.ts";
import { createTransformation } from "../transform/create-transformation.ts";
import { describeType, type FieldType } from "./describe-type.ts";

/** The schema a DynamicSchemaLoader reads from the API: a property per definition in the first record of its retriever. */
export async function loadDynamicSchema(loader: Component, engine: Engine): Promise<PythonDict> {
  const identifier = loader.required("schema_type_identifier");
  const record = await readFirst(loader, engine);
  const properties: PythonDict = {};
  const definitions =
    record === undefined ? [] : extract(record, readPointer(identifier, "schema_pointer", engine), null);
  for (const definition of iteratePython(definitions)) {
    const key = extract(definition, readPointer(identifier, "key_pointer", engine), null);
    if (typeof key !== "string")
      throw new PythonError("ValueError", `Expected key to be a string. Got ${printPython(key)}`);
    setEntry(properties, key, describeType(readType(definition, identifier, engine)));
  }
  const kept = filterProperties(properties, loader, engine.config);
  for (const transformation of loader.children("schema_transformations"))
    createTransformation(transformation, engine.config)(kept, null);
  return {
    $schema: "https://json-schema.org/draft-07/schema#",
    type: "object",
    additionalProperties: true,
    properties: kept,
  };
}

async function readFirst(loader: Component, engine: Engine): Promise<PythonDict | undefined> {
  const retriever = createRetriever(loader.required("retriever"), {
    engine,
    name: "dynamic_properties",
    useCache: true,
  });
  for await (const [first] of retriever.read(new StreamSlice(), {})) if (first !== undefined) return first.data;
  return undefined;
}

function filterProperties(properties: PythonDict, loader: Component, config: PythonDict): PythonDict {
  const filter = createRecordFilter(loader.child("schema_filter"), config);
  if (filter === undefined) return properties;
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => filter({ [key]: value }, new StreamSlice())),
  );
}

/** The type of a definition: what `type_pointer` points to, as the first matching entry of `types_mapping` translates it. */
function readType(definition: PythonValue, identifier: Component, engine: Engine): FieldType {
  const pointer = readPointer(identifier, "type_pointer", engine);
  const written = pointer.length === 0 ? "string" : extract(definition, pointer, "string");
  for (const mapping of identifier.children("types_mapping")) {
    const condition = new Condition(mapping.text("condition") ?? "True", engine.config);
    if (equalPython(written, mapping.value("current_type") ?? null) && condition.holds({ raw_schema: definition }))
      return mapping.value("target_type") ?? null;
  }
  return written;
}

function readPointer(component: Component, field: string, engine: Engine): readonly string[] {
  return component
    .list(field)
    .map((part) => new Template(printPython(part), engine.config, component.parameters).text());
}

function extract(value: PythonValue, pointer: readonly string[], fallback: PythonValue): PythonValue {
  if (pointer.length === 0) return value;
  return isDict(value) || Array.isArray(value) ? (getPath(value, pointer) ?? fallback) : fallback;
}
