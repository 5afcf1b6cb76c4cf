import type { PythonDict, PythonValue } from "../python/value.ts";

/** One breach of a JSON Schema. */
export interface SchemaBreach {
  /** In the words of Python's jsonschema. */
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly keyword: string;
  readonly instance: PythonValue;
  readonly schema: PythonDict;
  /** The breaches of the branches of an `anyOf` or `oneOf`, paths relative to here. */
  readonly context: readonly SchemaBreach[];
}
