import { PythonError } from "../python/python-error.ts";

/** A template that cannot be parsed; the position is a place in its text. */
export class TemplateError extends PythonError {
  override readonly name = "TemplateError";
  readonly position: number;

  constructor(message: string, position: number, type = "TemplateSyntaxError") {
    super(type, message);
    this.position = position;
  }
}
