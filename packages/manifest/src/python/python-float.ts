import { PythonObject } from "./python-object.ts";

/** A float whose value is integral: JavaScript's 2 would be an int, so `2.0` is one of these. */
export class PythonFloat extends PythonObject {
  readonly pythonType = "float";
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override valueOf(): number {
    return this.value;
  }

  /** The number, for `JSON.stringify`. */
  toJSON(): number {
    return this.value;
  }
}
