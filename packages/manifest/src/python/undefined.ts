import { PythonError } from "./python-error.ts";
import { PythonObject } from "./python-object.ts";

/** Jinja's undefined value: prints as nothing, is false and empty, and fails when anything else is asked of it. */
export class Undefined extends PythonObject {
  readonly pythonType = "Undefined";
  readonly reason: string;
  private readonly errorType: string;

  constructor(reason: string, errorType = "UndefinedError") {
    super();
    this.reason = reason;
    this.errorType = errorType;
  }

  /** The error of whoever does more with it than print or test it. */
  fail(): PythonError {
    return new PythonError(this.errorType, this.reason);
  }
}
