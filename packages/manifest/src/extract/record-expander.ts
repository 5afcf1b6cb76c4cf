import { copyPython } from "../python/copy-python.ts";
import type { Component } from "../load/component.ts";
import { Template } from "../load/template.ts";
import { findValues } from "../path/find-values.ts";
import { getPath } from "../path/get-path.ts";
import { setPath } from "../path/set-path.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { TracedError } from "../stream/traced-error.ts";
import { withoutPath } from "./without-path.ts";
import type { Engine } from "../stream/engine.ts";
import { createTruncatedList } from "./truncated-list.ts";

/** Makes several records out of one; a promise where the API has to be asked for them. */
export type RecordExpander = (record: PythonValue) => Iterable<PythonValue> | Promise<Iterable<PythonValue>>;

/** The expander of a RecordExpander component: a record per element of the lists at a path. */
export function createRecordExpander(component: Component | undefined, engine: Engine): RecordExpander | undefined {
  if (component === undefined) return undefined;
  const { config } = engine;
  const templates = readTemplates(component, "expand_records_from_field", config);
  const addContext = createContext(component, config);
  const keepsEmpty = component.value("on_no_records") === "emit_parent";
  const path = templates.map((template) => template.text());
  function* expandEmbedded(record: PythonDict): Generator<PythonValue> {
    const lists = findValues(record, path).filter((value) => Array.isArray(value)) as readonly PythonValue[][];
    for (const list of lists) for (const item of list) yield addContext(record, item, path);
    if (keepsEmpty && lists.every((list) => list.length === 0)) yield record;
  }
  const truncated = createTruncatedList(component, path, engine);
  return (record) => {
    if (!isDict(record) || path.length === 0) return [record];
    if (truncated?.isTruncated(record) !== true) return expandEmbedded(record);
    return truncated.complete(
      record,
      (item) => addContext(record, item, path),
      () => [...expandEmbedded(record)],
    );
  };
}

type AddContext = (parent: PythonDict, item: PythonValue, path: readonly string[]) => PythonValue;

/** What an element gets from the record it stood in: all of it, some fields, or the record as `original_record`. */
function createContext(component: Component, config: PythonDict): AddContext {
  const remains = component.flag("remain_original_record");
  const merges = component.flag("merge_parent");
  const fields = component.children("parent_fields").map((field) => ({
    from: readTemplates(field, "parent_path", config),
    to: readTemplates(field, "record_path", config),
  }));
  const carries = remains || merges || fields.length > 0;
  return (parent, item, path) => {
    if (!isDict(item) && !carries) return item;
    const own: PythonDict = isDict(item) ? item : { value: item };
    const record: PythonDict = merges ? { ...copyPython(withoutPath(parent, path)), ...own } : { ...own };
    for (const { from, to } of fields) {
      const value =
        getPath(
          parent,
          from.map((template) => template.text()),
        ) ?? null;
      copyField(
        record,
        to.map((template) => template.text()),
        value,
      );
    }
    if (remains) record["original_record"] = copyPython(parent);
    return record;
  };
}

function copyField(record: PythonDict, path: readonly string[], value: PythonValue): void {
  try {
    setPath(record, path, copyPython(value));
  } catch (cause) {
    const message = `Cannot write parent field to \`record_path\` ${printPython([...path])}: the expanded item already holds a non-object value on that path.`;
    throw new TracedError(message, { failureType: "config_error", internalMessage: message, cause });
  }
}

function readTemplates(component: Component, field: string, config: PythonDict): readonly Template[] {
  return component.list(field).map((part) => new Template(printPython(part), config, component.parameters));
}
