/** The base of every Python value that has no counterpart among JavaScript's own: floats, tuples, dates, undefined, functions, mappings with attributes. */
export abstract class PythonObject {
  /** The name of the Python type, as error messages print it: `datetime.datetime`. */
  abstract readonly pythonType: string;
}
