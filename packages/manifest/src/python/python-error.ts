/** An exception of Python that its callers tell apart by type, such as `TypeError`, which makes a template a plain text. */
export class PythonError extends Error {
  override readonly name: string = "PythonError";
  /** The Python class: `TypeError`, `ValueError`, `UndefinedError`, `TemplateSyntaxError` … */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
