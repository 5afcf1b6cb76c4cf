import { createPartitionRouter } from "../partition/create-partition-router.ts";
import type { Component } from "../load/component.ts";
import { ManifestError } from "../load/manifest-error.ts";
import { Template } from "../load/template.ts";
import { getPath } from "../path/get-path.ts";
import { isDict } from "../python/is-dict.ts";
import { printPython } from "../python/print-python.ts";
import { createTuple } from "../python/python-tuple.ts";
import type { PythonDict, PythonValue } from "../python/value.ts";
import { createRetriever } from "../stream/create-retriever.ts";
import { createStream } from "../stream/create-stream.ts";
import type { Engine } from "../stream/engine.ts";
import { StreamSlice } from "../stream/stream-slice.ts";

/** What templates of a component mapping know of one stream to be made. */
export interface ComponentValues {
  readonly values: PythonValue;
  /** The slice an API's record came from. */
  readonly slice?: StreamSlice | undefined;
}

/** The sets of values a components resolver finds: in the API's records, in lists of the config, or in the manifest itself. */
export async function* readComponentValues(
  resolver: Component,
  engine: Engine,
  name: string | undefined,
): AsyncGenerator<ComponentValues> {
  switch (resolver.type) {
    case "HttpComponentsResolver":
      yield* readFromApi(resolver, engine, name ?? "__http_components_resolver");
      return;
    case "ConfigComponentsResolver":
      for (const values of readFromConfig(resolver, engine.config)) yield { values };
      return;
    case "ParametrizedComponentsResolver":
      for (const values of resolver.required("stream_parameters").list("list_of_parameters_for_stream"))
        yield { values };
      return;
    default:
      throw new ManifestError(`Invalid components resolver type '${resolver.type}'.`, { path: resolver.path });
  }
}

async function* readFromApi(resolver: Component, engine: Engine, name: string): AsyncGenerator<ComponentValues> {
  const component = resolver.required("retriever");
  const retriever = createRetriever(component, { engine, name, useCache: true });
  const routers = component.children("partition_router");
  const router =
    routers.length === 0
      ? undefined
      : createPartitionRouter(routers, {
          config: engine.config,
          streamName: name,
          state: {},
          createParentStream: (stream, parentState) => createStream(stream, { engine, useCache: true, parentState }),
        });
  for await (const slice of router?.slices() ?? [new StreamSlice()])
    for await (const records of retriever.read(slice, {}))
      for (const { data } of records) yield { values: data, slice };
}

/** The combinations of the elements of all lists: dicts are put together, anything else stands under the number of its list. */
function readFromConfig(resolver: Component, config: PythonDict): readonly PythonDict[] {
  let combinations: PythonValue[][] = [[]];
  for (const pointer of resolver.children("stream_config")) {
    const path = pointer
      .list("configs_pointer")
      .map((part) => new Template(printPython(part), config, pointer.parameters).text());
    const found = getPath(config, path) ?? [];
    const items = [...(Array.isArray(found) ? (found as PythonValue[]) : [found]), ...pointer.list("default_values")];
    combinations = combinations.flatMap((head) => items.map((item, index) => [...head, createTuple([index, item])]));
  }
  return combinations.map((combination) => {
    const merged: PythonDict = {};
    for (const [index, pair] of combination.entries()) {
      const item = Array.isArray(pair) ? (pair as PythonValue[])[1] : undefined;
      if (isDict(item)) Object.assign(merged, item);
      else merged[`source_config_${index}`] ??= pair;
    }
    return merged;
  });
}
