import { isDict } from "../python/is-dict.ts";
import { isInteger } from "../python/number.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { type ComponentKind, findComponentKind } from "./component-kind.ts";
import { type Alternative, describeFieldKind, type FieldKind } from "./field-kind.ts";
import { WrittenDate } from "./written-date.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/** All problems of a manifest with its types and parameters handed down: missing fields, unknown types, wrong values. It has none where Airbyte's component schema takes it. */
export function findProblems(manifest: PythonDict): readonly ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (!Object.hasOwn(manifest, "streams") && !Object.hasOwn(manifest, "dynamic_streams"))
    problems.push({ path: "", message: "streams or dynamic_streams is missing" });
  return [...problems, ...checkComponent(manifest, "DeclarativeSource", "")];
}

function checkComponent(component: PythonDict, type: string, path: string): readonly ManifestProblem[] {
  const kind = findComponentKind(type);
  if (kind === undefined) return [{ path, message: `${type} is not known` }];
  const problems: ManifestProblem[] = kind.required
    .filter((field) => !Object.hasOwn(component, field))
    .map((field) => ({ path, message: `${type} lacks ${field}` }));
  for (const [field, value] of Object.entries(component)) {
    const place = path === "" ? field : `${path}.${field}`;
    const expected = kind.fields.get(field);
    if (expected !== undefined)
      problems.push(...checkValue(value, expected, { path: place, subject: `${type}.${field}` }));
    else if (kind.isClosed) problems.push({ path: place, message: `${type} has no ${field}` });
  }
  return problems;
}

/** Where a value stands, and what it is called in messages. */
interface Place {
  readonly path: string;
  readonly subject: string;
}

/** The problems of the alternative that is closest to the value; none where one of them takes it. */
function checkValue(value: PythonValue, kind: FieldKind, place: Place): readonly ManifestProblem[] {
  const close = kind.filter((alternative) => isClose(value, alternative));
  let closest: readonly ManifestProblem[] | undefined;
  for (const alternative of close) {
    const problems = checkAlternative(value, alternative, place);
    if (problems.length === 0) return [];
    closest ??= problems;
  }
  return closest ?? [{ path: place.path, message: describeMismatch(value, kind, place.subject) }];
}

/** Whether a value is of the alternative's sort, so that only what is inside it may be wrong. */
function isClose(value: PythonValue, alternative: Alternative): boolean {
  switch (alternative.sort) {
    case "text":
      return typeof value === "string";
    case "integer":
      return isInteger(value) && isWithin(Number(value), alternative.bound);
    case "number":
      return (typeof value === "number" || isInteger(value)) && isWithin(Number(value), alternative.bound);
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "word":
      return value === alternative.word;
    case "list":
      return Array.isArray(value);
    case "items":
      return Array.isArray(value) && value.length >= alternative.least;
    case "object":
    case "entries":
      return isDict(value);
    case "component":
      return isDict(value) && isOfType(value, findComponentKind(alternative.type));
    case "any":
      return true;
  }
}

function isWithin(value: number, bound: { value: number; isIncluded: boolean } | undefined): boolean {
  return bound === undefined || value > bound.value || (bound.isIncluded && value === bound.value);
}

function isOfType(value: PythonDict, kind: ComponentKind | undefined): boolean {
  if (kind === undefined) return false;
  const { type } = value;
  if (type === undefined) return !kind.required.includes("type");
  return kind.types.length === 0 || (typeof type === "string" && kind.types.includes(type));
}

function checkAlternative(value: PythonValue, alternative: Alternative, place: Place): readonly ManifestProblem[] {
  if (alternative.sort === "items" && Array.isArray(value))
    return value.flatMap((item: PythonValue, index) =>
      checkValue(item, alternative.kind, { path: `${place.path}[${index}]`, subject: `${place.subject}[${index}]` }),
    );
  if (alternative.sort === "entries" && isDict(value))
    return Object.entries(value).flatMap(([key, item]) =>
      checkValue(item, alternative.kind, { path: `${place.path}.${key}`, subject: `${place.subject}.${key}` }),
    );
  return alternative.sort === "component" && isDict(value) ? checkComponent(value, alternative.type, place.path) : [];
}

function describeMismatch(value: PythonValue, kind: FieldKind, subject: string): string {
  const words = kind.filter(({ sort }) => sort === "word");
  if (words.length === kind.length && words.length > 0)
    return `${subject} is ${describeValue(value)}, not one of ${words.map((item) => (item.sort === "word" ? item.word : "")).join(", ")}`;
  const components = kind.flatMap((item) => (item.sort === "component" ? item.type : []));
  if (isDict(value) && components.length > 0) {
    const { type } = value;
    const expected = `${components.length === 1 ? "" : "one of "}${components.join(", ")}`;
    if (type === undefined) return `${subject} lacks a type: ${expected}`;
    const name = describeValue(type);
    return findComponentKind(name) === undefined
      ? `${subject} is of the unknown type ${name}: ${expected} can stand here`
      : `${subject} is a ${name}: ${expected} can stand here`;
  }
  const least = kind.find((item) => item.sort === "items");
  if (Array.isArray(value) && least?.sort === "items")
    return `${subject} has ${value.length} items, and needs ${least.least}`;
  return `${subject} must be ${describeFieldKind(kind)}, and is ${describeValue(value)}`;
}

function describeValue(value: PythonValue): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (isDict(value)) return "an object";
  if (Array.isArray(value)) return "a list";
  if (value instanceof WrittenDate) return `the date ${value.text}, which is a string in quotes only`;
  const text = printPython(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text === "" ? "empty" : text;
}
