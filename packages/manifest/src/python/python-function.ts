import { PythonObject } from "./python-object.ts";
import type { PythonDict, PythonValue } from "./value.ts";

/** Something templates can call: a macro of the CDK, a method bound to its value. */
export class PythonFunction extends PythonObject {
  readonly pythonType = "function";
  readonly name: string;
  readonly call: (positional: readonly PythonValue[], named: PythonDict) => PythonValue;

  constructor(name: string, call: (positional: readonly PythonValue[], named: PythonDict) => PythonValue) {
    super();
    this.name = name;
    this.call = call;
  }
}
