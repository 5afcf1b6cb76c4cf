import { Template } from "../load/template.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { CounterpartSettings } from "./counterpart.ts";

/** What gives the `field_path` of a custom extractor, its expressions evaluated. */
export function readFieldPath({ fields, config, parameters }: CounterpartSettings): () => readonly string[] {
  const written = fields["field_path"];
  const parts = (Array.isArray(written) ? (written as PythonValue[]) : []).map(
    (part) => new Template(printPython(part), config as PythonDict, parameters as PythonDict),
  );
  return () => parts.map((part) => part.text());
}
