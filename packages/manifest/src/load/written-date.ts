import { PythonObject } from "../python/python-object.ts";

/** A date without quotes, which YAML does not read as a string: a manifest has no use for one outside of schemas and specs. */
export class WrittenDate extends PythonObject {
  readonly pythonType: string = "datetime.date";
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}
