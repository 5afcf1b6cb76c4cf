import { PythonObject } from "./python-object.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** A Python object that behaves as a mapping in templates (`x['a']`, `x.get('a')`, `'a' in x`) and has attributes besides, such as a stream slice. */
export abstract class MappingObject extends PythonObject {
  readonly pythonType: string = "StreamSlice";
  /** What item access, `get`, `items`, `len` and truth see. */
  abstract readonly entries: PythonDict;
  /** The attribute of that name, seen before the entries by `x.name`; undefined where there is none. */
  abstract attribute(name: string): PythonValue | undefined;
}
