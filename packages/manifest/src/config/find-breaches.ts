import { isDict } from "../python/is-dict.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { breachOfKeyword } from "./breach-of-keyword.ts";
import type { SchemaBreach } from "./schema-breach.ts";

/** All breaches of a schema (draft 7), in the order Python's jsonschema finds them. Formats are not checked. */
export function* findBreaches(
  instance: PythonValue,
  schema: PythonValue,
  path: SchemaBreach["path"] = [],
): Generator<SchemaBreach> {
  if (schema === false) {
    yield breach(`False schema does not allow ${representPython(instance)}`, "false", { instance, schema: {}, path });
    return;
  }
  if (!isDict(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const place = { instance, schema, path };
    yield* findInParts(keyword, value, place);
    const message = breachOfKeyword(keyword, value, instance);
    if (message !== undefined) yield breach(message, keyword, place);
  }
}

interface Place {
  readonly instance: PythonValue;
  readonly schema: PythonDict;
  readonly path: SchemaBreach["path"];
}

function breach(message: string, keyword: string, place: Place, context: readonly SchemaBreach[] = []): SchemaBreach {
  return { message, keyword, ...place, context };
}

/** Keywords that hold schemas. */
function* findInParts(keyword: string, value: PythonValue, place: Place): Generator<SchemaBreach> {
  const { instance, schema, path } = place;
  if (keyword === "properties" && isDict(instance) && isDict(value)) {
    for (const [name, property] of Object.entries(value))
      if (Object.hasOwn(instance, name)) yield* findBreaches(instance[name] ?? null, property, [...path, name]);
  } else if (keyword === "required" && isDict(instance) && Array.isArray(value)) {
    for (const name of value)
      if (typeof name === "string" && !Object.hasOwn(instance, name))
        yield breach(`${representPython(name)} is a required property`, keyword, place);
  } else if (keyword === "items" && Array.isArray(instance) && !Array.isArray(value)) {
    for (const [index, item] of instance.entries()) yield* findBreaches(item as PythonValue, value, [...path, index]);
  } else if (keyword === "additionalProperties" && isDict(instance)) {
    yield* findAdditional(value, place);
  } else if (keyword === "allOf" && Array.isArray(value)) {
    for (const part of value) yield* findBreaches(instance, part as PythonValue, path);
  } else if ((keyword === "anyOf" || keyword === "oneOf") && Array.isArray(value))
    yield* findInBranches(keyword, value, place);
  else if (keyword === "if") {
    const branch = isValid(instance, value) ? schema["then"] : schema["else"];
    if (branch !== undefined) yield* findBreaches(instance, branch, path);
  } else if (keyword === "not" && isValid(instance, value))
    yield breach(`${representPython(instance)} should not be valid under ${representPython(value)}`, keyword, place);
}

function* findAdditional(value: PythonValue, place: Place): Generator<SchemaBreach> {
  const { instance, schema, path } = place;
  if (!isDict(instance)) return;
  const known = isDict(schema["properties"]) ? schema["properties"] : {};
  const patterns = Object.keys(isDict(schema["patternProperties"]) ? schema["patternProperties"] : {}).map(
    (source) => new RegExp(source, "u"),
  );
  const extras = Object.keys(instance).filter(
    (name) => !Object.hasOwn(known, name) && !patterns.some((pattern) => pattern.test(name)),
  );
  if (isDict(value)) for (const name of extras) yield* findBreaches(instance[name] ?? null, value, [...path, name]);
  else if (value === false && extras.length > 0) {
    const names = extras.toSorted().map(representPython).join(", ");
    const verb = extras.length === 1 ? "was" : "were";
    yield breach(`Additional properties are not allowed (${names} ${verb} unexpected)`, "additionalProperties", place);
  }
}

function* findInBranches(keyword: string, branches: readonly PythonValue[], place: Place): Generator<SchemaBreach> {
  const { instance } = place;
  const context = branches.map((branch) => [...findBreaches(instance, branch)]);
  const valid = branches.filter((_branch, index) => context[index]?.length === 0);
  if (valid.length === 0)
    yield breach(
      `${representPython(instance)} is not valid under any of the given schemas`,
      keyword,
      place,
      context.flat(),
    );
  else if (keyword === "oneOf" && valid.length > 1) {
    const [first, ...others] = valid;
    const listed = [...others, first ?? null].map(representPython).join(", ");
    yield breach(`${representPython(instance)} is valid under each of ${listed}`, keyword, place);
  }
}

function isValid(instance: PythonValue, schema: PythonValue): boolean {
  return findBreaches(instance, schema).next().done === true;
}
