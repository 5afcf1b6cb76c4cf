import { copyPython } from "../python/copy-python.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";

/** A type as a DynamicSchemaLoader knows it: a name, two names, or a ComplexFieldType. */
export type FieldType = PythonValue;

const airbyteTypes: Readonly<Record<string, PythonDict>> = {
  string: { type: ["null", "string"] },
  boolean: { type: ["null", "boolean"] },
  date: { type: ["null", "string"], format: "date" },
  timestamp_without_timezone: {
    type: ["null", "string"],
    format: "date-time",
    airbyte_type: "timestamp_without_timezone",
  },
  timestamp_with_timezone: { type: ["null", "string"], format: "date-time" },
  time_without_timezone: { type: ["null", "string"], format: "time", airbyte_type: "time_without_timezone" },
  time_with_timezone: { type: ["null", "string"], format: "time", airbyte_type: "time_with_timezone" },
  integer: { type: ["null", "integer"] },
  number: { type: ["null", "number"] },
  array: { type: ["null", "array"] },
  object: { type: ["null", "object"] },
};

/** The JSON Schema of a type. */
export function describeType(type: FieldType): PythonDict {
  if (typeof type === "string") return describeName(type);
  if (Array.isArray(type) && type.length === 2) {
    const [first, second] = type as PythonValue[];
    if (typeof first === "string" && typeof second === "string")
      return { oneOf: [describeName(first), describeName(second)] };
  }
  if (isDict(type) && type["field_type"] !== undefined) {
    const schema = describeName(printPython(type["field_type"]));
    const { items } = type;
    return items === undefined || items === null ? schema : { ...schema, items: describeType(items) };
  }
  throw new PythonError(
    "ValueError",
    `Invalid data type. Available string or two items list of string. Got ${printPython(type)}.`,
  );
}

function describeName(name: string): PythonDict {
  const schema = airbyteTypes[name];
  if (schema === undefined) throw new PythonError("ValueError", `Invalid Airbyte data type: ${name}`);
  return copyPython(schema);
}
