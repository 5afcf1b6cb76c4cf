import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { getPath } from "../path/get-path.ts";
import { findValues } from "../path/find-values.ts";
import { isTrue } from "../python/is-true.ts";
import { printPython } from "../python/print-python.ts";
import { PythonError } from "../python/python-error.ts";
import { representPython } from "../python/represent-python.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import type { Engine } from "../stream/engine.ts";
import type { Retriever } from "../stream/retriever.ts";
import { StreamSlice } from "../stream/stream-slice.ts";

/** Lists in records that the API cuts off, and what brings the rest of them. */
export interface TruncatedList {
  isTruncated(record: PythonDict): boolean;
  /** The whole list, each item made a record by `addContext`; `expandEmbedded` gives what came with the record, where there is no more. */
  complete(
    record: PythonDict,
    addContext: (item: PythonValue) => PythonValue,
    expandEmbedded: () => readonly PythonValue[],
  ): Promise<readonly PythonValue[]>;
}

/** The truncated lists of a RecordExpander at a path; undefined where it says nothing of them. Rules and words: the CDK's. */
export function createTruncatedList(
  component: Component,
  path: readonly string[],
  engine: Engine,
): TruncatedList | undefined {
  const indicator = component
    .list("truncation_indicator_path")
    .map((part) => new Template(printPython(part), engine.config, component.parameters).text());
  const retriever = createListRetriever(component, engine);
  if (retriever !== undefined && indicator.length === 0)
    throw new PythonError(
      "ValueError",
      "`truncation_indicator_path` is required when `truncated_list_retriever` is configured.",
    );
  if (indicator.length === 0) return undefined;
  refuseGlobs(indicator, "truncation_indicator_path");
  if (retriever !== undefined) refuseGlobs(path, "expand_records_from_field");
  const warnOnce = createWarning(engine);
  const countOf = (record: PythonDict): number | undefined => {
    const total = getPath(record, [...indicator.slice(0, -1), "total_count"]);
    return typeof total === "number" ? total : undefined;
  };
  const [list, field] = [representPython([...path]), representPython([...indicator])];
  return {
    isTruncated: (record) => isTrue(getPath(record, indicator) ?? null),
    async complete(record, addContext, expandEmbedded) {
      const total = countOf(record);
      if (retriever === undefined) {
        const embedded = findValues(record, path).reduce<number>(
          (sum, item) => sum + (Array.isArray(item) ? item.length : 0),
          0,
        );
        const known = total === undefined ? "" : ` of ${total} total`;
        warnOnce(
          `The nested list at ${list} is marked as truncated (the field at ${field} is truthy) but no \`truncated_list_retriever\` is configured, so only the ${embedded} embedded item(s)${known} were expanded and the remaining items are not emitted.`,
        );
        return expandEmbedded();
      }
      const fetched: PythonValue[] = [];
      const slice = new StreamSlice({ partition: { parent_record: record } });
      for await (const records of retriever.read(slice, {}))
        for (const { data } of records) fetched.push(addContext(data));
      if (total !== undefined && fetched.length < total)
        warnOnce(
          `The \`truncated_list_retriever\` for the nested list at ${list} returned ${fetched.length} record(s) but the \`total_count\` field next to ${field} reports ${total}, so the fetched list is still incomplete.`,
        );
      return fetched.length > 0 ? fetched : expandEmbedded();
    },
  };
}

function createListRetriever(component: Component, engine: Engine): Retriever | undefined {
  const retriever = component.child("truncated_list_retriever");
  if (retriever === undefined) return undefined;
  for (const option of ["partition_router", "pagination_reset"])
    if (isTrue(retriever.value(option) ?? null))
      throw new ManifestError(`\`${option}\` is not supported on \`truncated_list_retriever\`.`, {
        path: retriever.path,
      });
  return engine.createRetriever(retriever, { engine, name: "record_expander_truncated_list" });
}

function refuseGlobs(path: readonly string[], field: string): void {
  if (path.some((segment) => /[*?[]/u.test(segment)))
    throw new PythonError(
      "ValueError",
      `Glob characters ('*', '?', '[') are not supported in \`${field}\`: the path must identify a single field.`,
    );
}

/** One warning of a kind is enough for a stream. */
function createWarning(engine: Engine): (message: string) => void {
  let isGiven = false;
  return (message) => {
    if (!isGiven) engine.messages.log("WARN", `${message} Other records may be affected as well.`);
    isGiven = true;
  };
}
